//! Values of targets in one base unit.

/// Signs of multiples in Chinese units, the longest first.
const MULTIPLES: [(&str, f64); 6] = [
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("亿", 1e8),
    ("千万", 1e7),
    ("万", 1e4),
];

/// A value and its unit in the base unit: 2.6 亿元 is 260000000 元. A range stays a range; what is no number stays as it is.
pub fn base(value: &str, unit: &str) -> (String, String) {
    let multiple = MULTIPLES
        .iter()
        .find_map(|(sign, multiple)| Some((unit.strip_prefix(sign)?, *multiple)));
    let Some((base_unit, multiple)) = multiple else {
        return (value.to_owned(), percent(unit).to_owned());
    };
    let parts: Option<Vec<String>> = value.split('-').map(|part| times(part, multiple)).collect();
    match parts {
        Some(parts) => (parts.join("-"), base_unit.to_owned()),
        None => (value.to_owned(), unit.to_owned()),
    }
}

fn percent(unit: &str) -> &str {
    match unit {
        "％" | "个百分点" | "百分点" => "%",
        other => other,
    }
}

fn times(value: &str, multiple: f64) -> Option<String> {
    let product = value.replace(',', "").parse::<f64>().ok()? * multiple;
    // Ten digits behind the point are more than any text prints.
    let rounded = format!("{product:.10}");
    let plain = rounded.trim_end_matches('0').trim_end_matches('.');
    Some(plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn units_come_to_one_base() {
        for (value, unit, expected) in [
            ("2.6", "亿元", ("260000000", "元")),
            ("6000", "万元", ("60000000", "元")),
            ("1.2", "万家", ("12000", "家")),
            ("3", "万盏", ("30000", "盏")),
            ("2-3", "亿元", ("200000000-300000000", "元")),
            ("2.8", "%", ("2.8", "%")),
            ("7400", "家", ("7400", "家")),
            ("一", "万元", ("一", "万元")),
        ] {
            let (value, unit) = base(value, unit);
            assert_eq!((value.as_str(), unit.as_str()), expected);
        }
    }
}
