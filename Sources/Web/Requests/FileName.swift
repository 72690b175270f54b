/// The name that somebody gave a file, without signs that fool the reader: a right-to-left override shows
/// `a\u{202E}gpj.exe` as `aexe.jpg` (Unicode TR 36, 3.2). What writes words stays, also the joiners of
/// Persian and the Indian scripts.
func plainFileName(_ name: String) -> String {
    let plain = name.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        case .format: joiners.contains(scalar)
        default: scalar != "/" && scalar != "\\"
        }
    }
    return String(String.UnicodeScalarView(plain))
}

private let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]
