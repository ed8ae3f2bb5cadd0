//! From what a reader gave for parameters to the terms that their variables are bound to.

use oxrdf::{Literal, NamedNode};
use spargebra::term::GroundTerm;

use super::error::Error;
use super::head::Head;
use super::name::{Names, Narrowing};
use super::parameter::{Parameter, ParameterType, Years};

/// What leaves a parameter open.
const ALL: &str = "*";

/// A variable and the terms that it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) variable: String,
    pub(super) terms: Vec<GroundTerm>,
}

impl Binding {
    fn to(variable: impl Into<String>, term: impl Into<GroundTerm>) -> Self {
        Self {
            variable: variable.into(),
            terms: vec![term.into()],
        }
    }
}

impl Head {
    /// What every parameter's variable is bound to, in the order of the parameters; what is left open is not there.
    pub(super) fn bindings<N: AsRef<str>, V: AsRef<str>>(
        &self,
        names: &dyn Names,
        arguments: &[(N, V)],
        narrowing: &Narrowing,
    ) -> Result<Vec<Binding>, Error> {
        self.check_names(arguments)?;
        let mut bindings = Vec::new();
        for parameter in &self.parameters {
            let values = self.values_of(parameter, arguments)?;
            bindings.extend(bound(names, parameter, &values, narrowing)?);
        }
        Ok(bindings)
    }

    /// Fails where an argument is none of the parameters, or a parameter that must be given is not.
    pub(super) fn check<N: AsRef<str>, V: AsRef<str>>(&self, arguments: &[(N, V)]) -> Result<(), Error> {
        self.check_names(arguments)?;
        let check = |parameter| self.values_of(parameter, arguments).map(drop);
        self.parameters.iter().try_for_each(check)
    }

    fn check_names<N: AsRef<str>, V>(&self, arguments: &[(N, V)]) -> Result<(), Error> {
        let known = |name: &str| self.parameters.iter().any(|parameter| parameter.name == name);
        match arguments.iter().find(|(name, _)| !known(name.as_ref())) {
            None => Ok(()),
            Some((name, _)) => Err(Error::UnknownParameter {
                query: self.name.clone(),
                name: name.as_ref().to_owned(),
                known: self.parameters.iter().map(|parameter| parameter.name.clone()).collect(),
            }),
        }
    }

    /// The values given for a parameter, else its default.
    fn values_of<'a, N: AsRef<str>, V: AsRef<str>>(
        &self,
        parameter: &'a Parameter,
        arguments: &'a [(N, V)],
    ) -> Result<Vec<&'a str>, Error> {
        let given = arguments.iter().filter(|(name, _)| name.as_ref() == parameter.name);
        let given: Vec<_> = given.map(|(_, value)| value.as_ref()).collect();
        match (given.len(), &parameter.default) {
            (0, Some(default)) => Ok(vec![default]),
            (0, None) => Err(Error::MissingParameter {
                query: self.name.clone(),
                name: parameter.name.clone(),
                meaning: parameter.meaning.clone(),
                example: parameter.example.clone(),
            }),
            (1, _) => Ok(given),
            _ if parameter.kind.takes_several() => Ok(given),
            _ => Err(Error::GivenTwice {
                name: parameter.name.clone(),
            }),
        }
    }
}

/// What the variables of a parameter are bound to.
fn bound(
    names: &dyn Names,
    parameter: &Parameter,
    values: &[&str],
    narrowing: &Narrowing,
) -> Result<Vec<Binding>, Error> {
    let name = &parameter.name;
    if parameter.kind.takes_several() {
        if values.contains(&ALL) {
            return Ok(Vec::new());
        }
        let terms = values.iter().map(|value| named(names, parameter, value, narrowing));
        let mut terms: Vec<_> = terms.collect::<Result<_, _>>()?;
        let mut seen = std::collections::HashSet::new();
        terms.retain(|term| seen.insert(term.to_string()));
        let variable = name.clone();
        return Ok(vec![Binding { variable, terms }]);
    }
    let value = values.first().copied().unwrap_or_default();
    if parameter.kind == ParameterType::Year {
        let years: Years = value.parse().map_err(|_| wrong(parameter, value))?;
        let end = |suffix: &str, year: u16| Binding::to(format!("{name}_{suffix}"), Literal::from(i64::from(year)));
        return Ok(vec![end("from", years.from), end("to", years.to)]);
    }
    Ok(vec![Binding::to(name, literal(names, parameter, value)?)])
}

/// The term of an entity or a document.
fn named(names: &dyn Names, parameter: &Parameter, value: &str, narrowing: &Narrowing) -> Result<GroundTerm, Error> {
    let mut narrowing = narrowing.clone();
    match &parameter.kind {
        ParameterType::Document => {
            let id = names.document(&parameter.name, value)?;
            return Ok(Literal::from(id).into());
        }
        ParameterType::Entity(kinds) => narrowing.kinds.clone_from(kinds),
        _ => narrowing.units = true,
    }
    let iri = names.entity(&parameter.name, value, &narrowing)?;
    Ok(NamedNode::new_unchecked(iri).into())
}

fn literal(names: &dyn Names, parameter: &Parameter, value: &str) -> Result<Literal, Error> {
    let literal = match &parameter.kind {
        ParameterType::Integer => value.parse::<i64>().ok().map(Literal::from),
        ParameterType::Number => {
            let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
            number.map(Literal::from)
        }
        ParameterType::Choice(words) => words.iter().any(|word| word == value).then(|| Literal::from(value)),
        ParameterType::Region if value != ALL => {
            let region = names.region(&parameter.name, value)?;
            Some(Literal::from(region.to_string()))
        }
        _ => Some(Literal::from(value)),
    };
    literal.ok_or_else(|| wrong(parameter, value))
}

fn wrong(parameter: &Parameter, value: &str) -> Error {
    Error::BadValue {
        name: parameter.name.clone(),
        value: value.to_owned(),
        expected: parameter.kind.to_string(),
    }
}
