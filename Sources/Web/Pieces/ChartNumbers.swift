import Languages

/// A length of the drawing with one decimal: enough for any screen.
func units(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let rest = abs(tenths) % 10
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(abs(tenths) / 10)" : "\(sign)\(abs(tenths) / 10).\(rest)"
}

/// A value as the reader's language writes it, with as many decimals as it has, up to two.
func chartNumber(_ t: Translator, _ value: Double) -> String {
    // Beyond 2^53 a Double no longer counts in ones.
    guard value.isFinite, abs(value) < 9_007_199_254_740_992 else { return "?" }
    let hundredths = Int((value * 100).rounded()) % 100
    if hundredths == 0 { return t.number(Int(value.rounded())) }
    return t.decimal(value, digits: hundredths % 10 == 0 ? 1 : 2)
}
