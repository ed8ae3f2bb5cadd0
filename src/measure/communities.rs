//! Who belongs together: communities of a network by Leiden's method.

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig, Partition, compute_modularity};

use super::network::Network;
use super::rounded;

/// A network split into communities.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node, from 0, the largest first; in the order of the nodes.
    pub of: Vec<usize>,
    /// How many there are.
    pub count: usize,
    /// How much more of the ties' weight lies inside communities than by chance (Newman and Girvan 2004), at resolution 1.
    pub modularity: f64,
}

/// A resolution that is no number above 0.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{0} is no resolution; give a number above 0 (1 is the usual one, more makes smaller communities)")]
pub struct NoResolution(pub f64);

impl Network {
    /// Communities that Leiden's method (Traag, Waltman and van Eck 2019) finds from this seed: the same every time. A
    /// higher `resolution` makes smaller communities.
    pub fn communities(&self, resolution: f64, seed: u64) -> Result<Communities, NoResolution> {
        if !(resolution.is_finite() && resolution > 0.0) {
            return Err(NoResolution(resolution));
        }
        if self.nodes.is_empty() {
            return Ok(Communities {
                of: Vec::new(),
                count: 0,
                modularity: 0.0,
            });
        }
        let wrong = |_| NoResolution(resolution);
        let mut builder = GraphDataBuilder::new(self.nodes.len());
        for tie in &self.ties {
            builder.add_edge(tie.a, tie.b, f64::from(tie.weight)).map_err(wrong)?;
        }
        let data = builder.build().map_err(wrong)?;
        let config = LeidenConfig::builder().resolution(resolution).seed(seed).build();
        let found = Leiden::new(config).run(&data).map_err(wrong)?;
        let (of, count) = self.numbered(&found.partition);
        Ok(Communities {
            of,
            count,
            modularity: rounded(compute_modularity(&data, &found.partition)),
        })
    }

    /// Communities numbered by size, then by their first node.
    fn numbered(&self, partition: &Partition) -> (Vec<usize>, usize) {
        let raw: Vec<usize> = (0..self.nodes.len()).map(|node| partition.community_of(node)).collect();
        let mut known: Vec<(usize, usize, usize)> = Vec::new();
        for (place, community) in raw.iter().enumerate() {
            match known.iter_mut().find(|(name, ..)| name == community) {
                Some((_, size, _)) => *size += 1,
                None => known.push((*community, 1, place)),
            }
        }
        known.sort_by_key(|(_, size, first)| (std::cmp::Reverse(*size), *first));
        let number = |community: &usize| known.iter().position(|(name, ..)| name == community).unwrap_or(0);
        (raw.iter().map(number).collect(), known.len())
    }
}
