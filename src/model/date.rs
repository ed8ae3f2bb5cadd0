//! Dates as far as a document gives them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Evidence;

/// A year, perhaps a month, perhaps a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Four-digit year.
    pub year: u16,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// The date if its parts are those of a calendar.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let real = (1900..2200).contains(&year)
            && month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| month.is_some() && (1..=31).contains(&d));
        real.then_some(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A date that is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct NoDate(pub String);

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let no_date = || NoDate(text.to_owned());
        let mut parts = text.split('-');
        let year = parts.next().and_then(|p| p.parse().ok()).ok_or_else(no_date)?;
        let mut part = || parts.next().map(|p| p.parse::<u8>().map_err(|_| no_date())).transpose();
        let (month, day) = (part()?, part()?);
        if parts.next().is_some() {
            return Err(no_date());
        }
        Self::new(year, month, day).ok_or_else(no_date)
    }
}

/// The years that a plan covers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First year.
    pub start: u16,
    /// Last year.
    pub end: u16,
}

/// A value together with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Why it is believed.
    pub evidence: Evidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back() {
        for text in ["2018", "2018-01", "2018-01-24"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "18", "2018-13", "2018-01-32", "2018-01-24-1", "2018/01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
