/// The characters that one place of a pattern accepts.
indirect enum ScalarSet: Sendable {
    case one(Unicode.Scalar)
    case range(ClosedRange<UInt32>)
    case any
    case anyButLineEnd
    case digit, space, word, nameStart, namePart
    /// A general category of Unicode by its first letters: `L`, `Lu`, `Nd`.
    case category(String)
    case union([ScalarSet])
    case negated(ScalarSet)
    case difference(ScalarSet, ScalarSet)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .one(let own): scalar == own
        case .range(let range): range.contains(scalar.value)
        case .any: true
        case .anyButLineEnd: scalar != "\n" && scalar != "\r"
        case .digit: scalar.properties.generalCategory == .decimalNumber
        case .space: scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
        case .word: !["P", "Z", "C"].contains(scalar.category.prefix(1))
        case .nameStart: scalar.properties.isAlphabetic || scalar == "_" || scalar == ":"
        case .namePart:
            scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber
                || "_:-.·".unicodeScalars.contains(scalar)
        case .category(let name): scalar.category.hasPrefix(name)
        case .union(let parts): parts.contains { $0.contains(scalar) }
        case .negated(let set): !set.contains(scalar)
        case .difference(let set, let without): set.contains(scalar) && !without.contains(scalar)
        }
    }

    /// How many others it looks at.
    var weight: Int {
        switch self {
        case .union(let parts): parts.reduce(0) { $0 + $1.weight }
        case .negated(let set): set.weight
        case .difference(let set, let without): set.weight + without.weight
        default: 1
        }
    }

    /// Also in the other case.
    func containsAnyCase(_ scalar: Unicode.Scalar) -> Bool {
        contains(scalar)
            || scalar.properties.lowercaseMapping.unicodeScalars.first.map(contains) == true
            || scalar.properties.uppercaseMapping.unicodeScalars.first.map(contains) == true
    }
}

extension Unicode.Scalar {
    /// The two letters of the general category.
    fileprivate var category: String {
        switch properties.generalCategory {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        default: "Cn"
        }
    }
}
