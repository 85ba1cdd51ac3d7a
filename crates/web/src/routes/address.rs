//! What stands at an address: a page, or a form.

use axum::http::Method;

use super::{Handler::Draft, ROUTES};

/// Whether there is a page to look at under this path.
pub fn is_page(path: &str) -> bool {
    let fits = |(pattern, part): (&str, &str)| match pattern {
        "{document}" => ipt::DocumentKind::from_name(part).is_some(),
        "{alert}" => part.parse::<ipt::alert::Alert>().is_ok(),
        "{session}" => part.parse::<ipt::session::SessionNumber>().is_ok(),
        _ if pattern.starts_with('{') => !part.is_empty(),
        fixed => fixed == part,
    };
    ROUTES.iter().filter(|route| route.method == Method::GET).any(|route| {
        let same_length = route.path.split('/').count() == path.split('/').count();
        same_length && route.path.split('/').zip(path.split('/')).all(fits)
    })
}

/// Whether a form stands at this address, so that drafts of it may be kept.
pub fn is_form(address: &str) -> bool {
    // Some forms have drafts apart by their query: the two signatures, the two pictures.
    let path = address.split('?').next().unwrap_or_default();
    let forms = ROUTES.iter().filter(|route| route.method == Method::POST && !route.open());
    forms.filter(|route| !matches!(route.handler, Draft(_))).any(|route| fits(route.path, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let (parts, given): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    parts.len() == given.len()
        && parts.iter().zip(given).all(|(part, given)| match *part {
            "{document}" => ipt::DocumentKind::from_name(given).is_some(),
            part if part.starts_with('{') => {
                !given.is_empty()
                    && given.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
            }
            part => part == given,
        })
}
