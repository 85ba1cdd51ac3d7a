//! A name as a label of the picture: how wide it is, and where it is cut. The list beside it and
//! the label's title have the whole name.

/// The height of a letter of a label at its largest: on a phone the picture is as wide as the
/// screen, so its names are larger within it.
const EM: f64 = 22.0;
/// Signs that stand over or under the letter before them, or are not seen at all.
const NO_WIDTH: [(u32, u32); 14] = [
    (0x0300, 0x036f),
    (0x0483, 0x0489),
    (0x0591, 0x05bd),
    (0x0610, 0x061a),
    (0x064b, 0x065f),
    (0x06d6, 0x06ed),
    (0x0900, 0x0902),
    (0x0941, 0x094d),
    (0x0e34, 0x0e3a),
    (0x0e47, 0x0e4e),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0xfe00, 0xfe0f),
];
/// Scripts whose signs are as wide as they are high.
const WIDE: [(u32, u32); 8] = [
    (0x1100, 0x115f),
    (0x2e80, 0xa4cf),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe30, 0xfe6f),
    (0xff00, 0xffe6),
    (0x1f000, 0x1faff),
    (0x20000, 0x3fffd),
];

/// How wide a text is as a label, about, and rather too wide than too narrow.
pub fn width(text: &str) -> f64 {
    text.chars().map(of_sign).sum()
}

fn of_sign(sign: char) -> f64 {
    let within = |ranges: &[(u32, u32)]| {
        ranges.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(sign)))
    };
    let share = match sign {
        _ if within(&NO_WIDTH) => 0.0,
        _ if within(&WIDE) => 1.1,
        'M' | 'W' | 'm' | 'w' | '@' | '%' | 'Ш' | 'Щ' | 'Ж' | 'Ю' | 'ш' | 'щ' | 'ж' | 'ю' => {
            1.0
        }
        sign if sign.is_uppercase() => 0.8,
        _ => 0.6,
    };
    share * EM
}

/// A name that fits, cut at its end where it is too long.
pub fn cut(name: &str, longest: f64) -> String {
    if width(name) <= longest {
        return name.to_owned();
    }
    let mut left = longest - of_sign('…');
    let fits = |sign: &char| {
        left -= of_sign(*sign);
        left >= 0.0
    };
    let mut label: String = name.chars().take_while(fits).collect();
    label.truncate(label.trim_end().len());
    label.push('…');
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_is_cut_to_what_fits() {
        for name in ["W", "Anna Maria ", "田中", "محمد ", "עָדָה ", "Ірина ", "e\u{301}", "👩‍👧 "]
        {
            let label = cut(&name.repeat(200), 200.0);
            assert!(width(&label) <= 200.0 && label.ends_with('…'), "{label}");
            assert!(width(&label) > 150.0, "{label}");
        }
        assert_eq!(cut("Ida", 200.0), "Ida");
    }
}
