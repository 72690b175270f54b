import Languages

extension Relation {
    /// `isAlone` where a procedure takes no family: whoever asks for themselves may hold no permit yet.
    func title(_ t: Translator, isAlone: Bool = false) -> String {
        switch self {
        case .holder: isAlone ? t("applicant") : t("permit holder")
        case .spouse: t("husband or wife")
        case .deFactoPartner: t("de facto partner")
        case .child: t("child under 18, or dependent and unable to care for themselves")
        case .adultChild: t("adult child who studies")
        case .parent: t("dependent parent")
        case .sibling: t("minor sibling under guardianship")
        }
    }
}

extension String {
    /// Inside a sentence a procedure's title begins small.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
