import Kernel

/// What a supervisor says of a desk: its name, what it serves, and how long it needs.
struct DeskSetting: Sendable, Equatable {
    let name: String
    let services: Set<String>
    let timing: Service

    /// Why it cannot be, or nil; `offered` are the services that any office of the agency may serve.
    func refusal(offered: Set<String>) -> DeskRefusal? {
        if name.isEmpty { return .nameMissing }
        if services.isEmpty || !services.isSubset(of: offered) { return .servicesMissing }
        return nil
    }
}

/// Why a desk is not set up so.
enum DeskRefusal: Refusal, Equatable {
    case nameMissing
    case nameTaken
    case servicesMissing

    var kind: RefusalKind { self == .nameTaken ? .conflict : .invalid }

    var explanation: String {
        switch self {
        case .nameMissing: t("Give the desk a name.")
        case .nameTaken: t("This office has or had a desk of this name. Choose another one.")
        case .servicesMissing: t("Choose at least one service of the list.")
        }
    }

    var field: String { self == .servicesMissing ? "service" : "name" }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }

/// How many times a household could begin at a desk, now and with another setting.
struct DeskWhatIf: Sendable, Equatable {
    let people: Int
    let now: Int
    let then: Int

    /// `free` are the desk's times that nobody holds, sorted by start.
    init(_ people: Int, free: [FreeSlot], from old: Service, to new: Service) {
        self.people = people
        now = freeStarts(in: free, for: people, service: old).count
        then = freeStarts(in: free, for: people, service: new).count
    }
}
