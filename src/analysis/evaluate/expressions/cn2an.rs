//! cn2an's tests: Python sources with dictionaries from one way of writing a number to another.

use serde_json::json;

use super::duckling::numbers;
use super::{ExpressionReport, Failure, same, shown, whole};
use crate::analysis::expressions::{Anchor, expressions};

/// Scores a file of tests. A pair of a text and a number passes when the whole text is read as that number; a pair of two
/// texts when both have expressions of the same values, or neither has any. Lists of what must be refused are not looked
/// at: a reader's text is never refused.
pub(super) fn score(source: &str) -> Option<ExpressionReport> {
    if !source.contains("unittest") || !["cn2an", "an2cn"].iter().any(|word| source.contains(word)) {
        return None;
    }
    let mut report = ExpressionReport::new("cn2an");
    for pair in pairs(&tokens(source)) {
        report.note(pair.failure());
    }
    Some(report)
}

/// What a test compares.
#[derive(Clone, Debug, PartialEq)]
enum Pair {
    Number(String, f64),
    Texts(String, String),
}

impl Pair {
    fn failure(self) -> Option<Failure> {
        let read = |text: &str| expressions(text, &Anchor::default());
        match self {
            Self::Number(input, wanted) => {
                let found = read(&input);
                let got = numbers(&input, whole(&input, &found));
                if got.iter().any(|&number| same(number, wanted)) {
                    return None;
                }
                let got = if got.is_empty() { shown(&input, &found) } else { json!(got) };
                Some(Failure { input, expected: json!(wanted), got })
            }
            Self::Texts(input, other) => {
                let (found, wanted) = (read(&input), read(&other));
                let is_right = found.iter().map(|e| &e.value).eq(wanted.iter().map(|e| &e.value));
                (!is_right).then(|| Failure {
                    expected: json!({ "text": other, "expressions": shown(&other, &wanted) }),
                    got: shown(&input, &found),
                    input,
                })
            }
        }
    }
}

/// The pairs of dictionaries: `"text": number`, `number: "text"`, `number: ["low", "up", …]`, `"text": "text"`.
fn pairs(tokens: &[Token]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (idx, token) in tokens.iter().enumerate() {
        let is_negative = idx.checked_sub(1).and_then(|before| tokens.get(before)) == Some(&Token::Mark('-'));
        let sign = if is_negative { -1.0 } else { 1.0 };
        match (token, tokens.get(idx + 1..).unwrap_or_default()) {
            (Token::Text(text), [Token::Mark(':'), Token::Number(number), ..]) => {
                pairs.push(Pair::Number(text.clone(), *number));
            }
            (Token::Text(text), [Token::Mark(':'), Token::Mark('-'), Token::Number(number), ..]) => {
                pairs.push(Pair::Number(text.clone(), -number));
            }
            (Token::Text(text), [Token::Mark(':'), Token::Text(other), ..]) => {
                pairs.push(match other.parse() {
                    Ok(number) => Pair::Number(text.clone(), number),
                    Err(_) => Pair::Texts(text.clone(), other.clone()),
                });
            }
            (Token::Number(number), [Token::Mark(':'), Token::Text(text), ..]) => {
                pairs.push(Pair::Number(text.clone(), sign * number));
            }
            // Behind these two stand the number as money, rounded, and its digits one by one.
            (
                Token::Number(number),
                [Token::Mark(':'), Token::Mark('['), Token::Text(low), Token::Mark(','), Token::Text(up), ..],
            ) => {
                pairs.push(Pair::Number(low.clone(), sign * number));
                pairs.push(Pair::Number(up.clone(), sign * number));
            }
            _ => {}
        }
    }
    pairs
}

/// A token of Python, as far as dictionaries need it.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Text(String),
    Number(f64),
    Name,
    Mark(char),
}

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '#' => while chars.next_if(|&c| c != '\n').is_some() {},
            '"' | '\'' => {
                let mut text = String::new();
                while let Some(inner) = chars.next_if(|&inner| inner != c) {
                    text.push(if inner == '\\' { chars.next().unwrap_or(inner) } else { inner });
                }
                chars.next();
                tokens.push(Token::Text(text));
            }
            _ if c.is_whitespace() => {}
            _ if c.is_ascii_digit() => {
                let mut digits = String::from(c);
                while let Some(next) = chars.next_if(|&next| {
                    next.is_ascii_alphanumeric() || next == '.' || (next == '-' && digits.ends_with('e'))
                }) {
                    digits.push(next);
                }
                tokens.push(digits.parse().map_or(Token::Name, Token::Number));
            }
            _ if c.is_alphabetic() || c == '_' => {
                while chars.next_if(|&next| next.is_alphanumeric() || next == '_').is_some() {}
                tokens.push(Token::Name);
            }
            _ => tokens.push(Token::Mark(c)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const SOURCE: &str = "import unittest\nfrom .cn2an import Cn2An\n# \"一\": 2\ndata = {\n    \"五十二\": 52,\n    \"负三\": -3,\n    \
        -11: [\"负十一\", \"负壹拾壹\", \"x\"],\n    1.5e-1: '零点一五',\n    \"幺八九\": \"189\",\n    \"有3个\": \"有三个\",\n}\n\
        bad = [\"元整\"]\n";

    #[test]
    fn dictionaries_are_pairs() {
        let number = |text: &str, number: f64| Pair::Number(text.to_owned(), number);
        let expected = [
            number("五十二", 52.0),
            number("负三", -3.0),
            number("负十一", -11.0),
            number("负壹拾壹", -11.0),
            number("零点一五", 0.15),
            number("幺八九", 189.0),
            Pair::Texts("有3个".to_owned(), "有三个".to_owned()),
        ];
        assert_eq!(pairs(&tokens(SOURCE)), expected);
    }

    #[test]
    fn pairs_pass_by_their_values() {
        assert_eq!(Pair::Number("五十二".to_owned(), 52.0).failure(), None);
        let failure = Pair::Number("五十二".to_owned(), 53.0).failure().expect("another number");
        assert_eq!((failure.input.as_str(), failure.expected), ("五十二", Value::from(53.0)));
        assert_eq!(Pair::Texts("天很好".to_owned(), "天很好".to_owned()).failure(), None);
        assert_eq!(score(SOURCE).map(|report| report.n_all), Some(7));
        assert_eq!(score("import unittest\n"), None);
    }
}
