public import Kernel
public import Languages
public import Storage

/// What rounds ask from outside, to tell how groups of people fared.
public struct RoundAsks: Sendable {
    /// What a file states that groups are compared by; files that move no figure are left out.
    public typealias GroupsOf = @Sendable ([CaseID], Reader) throws -> [CaseID: VisitGroups]
    /// A group in the reader's language.
    public typealias GroupName = @Sendable (GroupKind, String, Translator) -> String

    /// No smaller count of people is shown.
    public var cellMin = 10
    public var groups: GroupsOf = { _, _ in [:] }
    public var name: GroupName = { _, label, _ in label }

    public init() {}
}

/// By what groups of people are compared.
public enum GroupKind: String, Sendable, CaseIterable, Codable {
    case language, nationality, sex, region
}

/// The groups of one file; nil where it states nothing.
public struct VisitGroups: Sendable {
    public var language: String?
    public var nationality: String?
    public var sex: String?

    public init(language: String?, nationality: String?, sex: String?) {
        self.language = language
        self.nationality = nationality
        self.sex = sex
    }
}
