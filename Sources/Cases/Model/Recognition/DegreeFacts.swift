import Languages

/// What of a degree is compared with earlier decisions: institution and country, programme, degree, duration or credits.
/// Names are compared without capitals, accents and what stands between words.
struct DegreeFacts: Hashable, Sendable {
    /// A code of ISO 3166.
    let country: String?
    let institution: String?
    let programme: String?
    let degree: String?
    /// How long the programme takes.
    let months: Int?
    let credits: Int?

    /// `months` and `credits` are whole numbers as they are typed.
    init(
        country: String?, institution: String?, programme: String?, degree: String?,
        months: Int?, credits: Int?
    ) {
        self.country = country
        self.institution = DegreeFacts.name(institution)
        self.programme = DegreeFacts.name(programme)
        self.degree = DegreeFacts.name(degree)
        self.months = months
        self.credits = credits
    }

    /// By the names of the fields of a form about a degree.
    init(_ answers: [String: String]) {
        self.init(
            country: answers["country"], institution: answers["institution"],
            programme: answers["programme"], degree: answers["degreeName"],
            months: answers["durationMonths"].flatMap { Int($0) },
            credits: answers["credits"].flatMap { Int($0) })
    }

    /// Whether all four conditions can be compared.
    var isComplete: Bool {
        [country, institution, programme, degree].allSatisfy { $0 != nil } && isDurationKnown
    }

    var isDurationKnown: Bool { months != nil || credits != nil }

    /// Whether a text gives away whose degree it is: two long words of somebody's name stand in it.
    func names(_ person: String) -> Bool {
        let own = Set(foldedWords(person).filter { $0.count > shortWordMax })
        if own.isEmpty { return false }
        return [institution, programme, degree].compactMap(\.self).contains { text in
            Set(foldedWords(text)).intersection(own).count >= min(nameWordsMin, own.count)
        }
    }

    private static func name(_ typed: String?) -> String? {
        let words = foldedWords(typed ?? "").joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}

/// "da", "von", "ben" are in many names and many institutions.
private let shortWordMax = 3
/// One word may be that of a founder; two are a person's.
private let nameWordsMin = 2
