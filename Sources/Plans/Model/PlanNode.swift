import Kernel
import Languages

/// The kinds of level that a plan may have, at any depth and in any order.
enum NodeKind: String, Sendable, CaseIterable {
    case axis, objective, area, programme, measure, activity

    func words(_ t: Translator) -> String {
        switch self {
        case .axis: t("Axis")
        case .objective: t("Objective")
        case .area: t("Area")
        case .programme: t("Programme")
        case .measure: t("Measure")
        case .activity: t("Activity")
        }
    }
}

/// What a node of a plan serves or repeats, by a code that others use too.
enum LinkScheme: String, Sendable, CaseIterable {
    case gcm, principle, action, sdg, plan, agreement, practice

    func words(_ t: Translator) -> String {
        switch self {
        case .gcm: t("Objective of the Global Compact")
        case .principle: t("Guiding principle")
        case .action: t("Recommended action of 2022")
        case .sdg: t("Target of sustainable development")
        case .plan: t("Measure of another plan")
        case .agreement: t("Agreement")
        case .practice: t("Practice")
        }
    }

    /// Those whose codes are in a list, so that what nothing serves can be shown.
    static let listed: [LinkScheme] = [.gcm, .principle, .action, .sdg]
}

/// What a body has to do with a node.
enum BodyRole: String, Sendable, CaseIterable {
    case lead, involved, municipality, civil

    func words(_ t: Translator) -> String {
        switch self {
        case .lead: t("Responsible")
        case .involved: t("Also involved")
        case .municipality: t("Municipality")
        case .civil: t("Civil society")
        }
    }
}

/// A node of a plan as a file says it: with codes, and without numbers of ours.
struct NodeText: Sendable, Equatable {
    struct Body: Sendable, Equatable {
        let role: BodyRole
        let name: String
    }

    /// In cents of euro.
    struct Money: Sendable, Equatable {
        let year: Int
        let planned: Int?
        let executed: Int?
    }

    struct Link: Sendable, Equatable {
        let scheme: LinkScheme
        let code: String
        /// Whether the match is ours and not the State's.
        let isOurs: Bool
    }

    var code: String
    var parent: String?
    var kind: NodeKind
    /// By language.
    var titles: [String: String]
    var starts: Day?
    var ends: Day?
    var calendar = ""
    var act = ""
    var territory = ""
    var bodies: [Body] = []
    var money: [Money] = []
    var moneySource = ""
    var links: [Link] = []
    var indicators: [Indicator] = []
    var source = ""
    var note = ""
    /// Whether this is the law's wording, not a content line of ours.
    var isOfficial = false

    /// The official text may have no English; then the Portuguese is shown.
    func title(_ t: Translator) -> String {
        titles[t.language.code] ?? titles["en"].map { t.either(pt: titles["pt"] ?? $0, en: $0) }
            ?? titles["pt"] ?? titles.sorted { $0.key < $1.key }.first?.value ?? code
    }

    func names(_ role: BodyRole) -> [String] { bodies.filter { $0.role == role }.map(\.name) }
    func codes(_ scheme: LinkScheme) -> [String] {
        links.filter { $0.scheme == scheme }.map(\.code)
    }
}

/// A node with its number and its place among the others.
struct PlanNode: Sendable {
    let id: MeasureID
    let plan: String
    let parent: MeasureID?
    let position: Int
    var text: NodeText

    var code: String { text.code }
    /// Whether somebody reports on it.
    var isReported: Bool { text.kind == .measure || text.kind == .activity }
    func title(_ t: Translator) -> String { text.title(t) }
}
