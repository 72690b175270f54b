import Kernel
import Storage

enum SharedTaskThing {}
typealias SharedTaskID = ID<SharedTaskThing>

/// What several bodies do together for one child, as its events tell it; beside the sealed case itself, which none of them
/// but its readers opens.
struct ProtectionFile: Sendable, Equatable {
    /// Somebody of a body that takes part.
    struct Part: Codable, Sendable, Equatable {
        let account: AccountID
        let name: String
        let body: String
    }

    /// Something that a body is to do; what they need for it stands in its words.
    struct SharedTask: Sendable, Equatable {
        let id: SharedTaskID
        let body: String
        let text: String
        let isUrgent: Bool
        let givenOn: Day
        var acknowledgedOn: Day?
        var acknowledgedBy: String?
        var done: String?
    }

    /// What a conference said, for the bodies that were there.
    struct Conference: Codable, Sendable, Equatable {
        let day: Day
        let bodies: [String]
        /// Nil until it was held.
        var minutes: String?
    }

    /// A line of the shared timeline, for the bodies whose work needs that part.
    struct Note: Codable, Sendable, Equatable {
        let part: CasePart
        let text: String
        let body: String
        let day: Day
    }

    private(set) var parts: [Part] = []
    private(set) var tasks: [SharedTask] = []
    private(set) var conferences: [Conference] = []
    private(set) var notes: [Note] = []

    init(_ events: [ProtectionEvent]) {
        for event in events { apply(event) }
    }

    mutating func apply(_ event: ProtectionEvent) {
        switch event {
        case .joined(let part):
            parts.removeAll { $0.account == part.account }
            parts.append(part)
        case .left(let account): parts.removeAll { $0.account == account }
        case .given(let given):
            tasks.append(
                SharedTask(
                    id: given.id, body: given.body, text: given.text, isUrgent: given.isUrgent,
                    givenOn: given.day))
        case .acknowledged(let id, let name, let day):
            change(id) { task in
                task.acknowledgedOn = day
                task.acknowledgedBy = name
            }
        case .done(let id, let words): change(id) { $0.done = words }
        case .convened(let conference): conferences.append(conference)
        case .minuted(let day, let words):
            let index = conferences.firstIndex { $0.day == day && $0.minutes == nil }
            if let index { conferences[index].minutes = words }
        case .noted(let note): notes.append(note)
        }
    }

    private mutating func change(_ id: SharedTaskID, _ body: (inout SharedTask) -> Void) {
        if let index = tasks.firstIndex(where: { $0.id == id }) { body(&tasks[index]) }
    }

    func task(_ id: SharedTaskID) -> SharedTask? { tasks.first { $0.id == id } }
}

/// What several bodies did; all of it stands encrypted in the journal.
enum ProtectionEvent: Codable, Sendable, Equatable {
    case joined(ProtectionFile.Part)
    case left(AccountID)
    case given(Given)
    case acknowledged(SharedTaskID, by: String, day: Day)
    case done(SharedTaskID, words: String)
    case convened(ProtectionFile.Conference)
    case minuted(day: Day, words: String)
    case noted(ProtectionFile.Note)

    struct Given: Codable, Sendable, Equatable {
        let id: SharedTaskID
        let body: String
        let text: String
        let isUrgent: Bool
        let day: Day
    }

    /// One word for all: the journal's clear part does not tell a task from a doubt.
    static let kind = "protection.line"

    static func subject(_ id: SealedCaseID) -> String { "protection/\(id)" }
}

/// Why something is not done together.
enum ProtectionRefusal: Refusal, Equatable {
    case notOfThisBody
    case acknowledgedAlready
    case acknowledgeFirst
    case doneAlready
    case nobodyOfBody
    case noConference
    case convenedAlready

    var kind: RefusalKind {
        switch self {
        case .notOfThisBody: .notFound
        case .nobodyOfBody: .invalid
        default: .conflict
        }
    }

    var explanation: String {
        switch self {
        case .notOfThisBody: t("This page or file does not exist, or is not yours to see.")
        case .acknowledgedAlready: t("Somebody of your body acknowledged this task already.")
        case .acknowledgeFirst: t("Acknowledge the task first.")
        case .doneAlready: t("This task is done already.")
        case .nobodyOfBody: t("Nobody of this body takes part yet: add somebody first.")
        case .noConference: t("No conference of that day waits for its minutes.")
        case .convenedAlready: t("A conference of that day is convened already.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

extension ProtectionFile {
    /// Why an event may not happen now, or nil. It never asks whether the child was identified or cooperates.
    func refusal(of event: ProtectionEvent) -> ProtectionRefusal? {
        switch event {
        case .given(let given):
            parts.contains { $0.body == given.body } ? nil : .nobodyOfBody
        case .acknowledged(let id, _, _):
            task(id).map { $0.acknowledgedOn == nil ? nil : .acknowledgedAlready } ?? .notOfThisBody
        case .done(let id, _): refusalToEnd(id)
        case .convened(let conference):
            conferences.contains { $0.day == conference.day && $0.minutes == nil }
                ? .convenedAlready : nil
        case .minuted(let day, _):
            conferences.contains { $0.day == day && $0.minutes == nil } ? nil : .noConference
        case .joined, .left, .noted: nil
        }
    }

    private func refusalToEnd(_ id: SharedTaskID) -> ProtectionRefusal? {
        guard let task = task(id) else { return .notOfThisBody }
        if task.acknowledgedOn == nil { return .acknowledgeFirst }
        return task.done == nil ? nil : .doneAlready
    }

    /// What a body reads: its own tasks, conferences to which it was called, and of the timeline the parts that policy lets
    /// it read. Nothing else of the file is in it.
    func seen(by body: ProtectionBook.Body) -> ProtectionFile {
        var copy = self
        copy.parts = []
        copy.tasks = tasks.filter { $0.body == body.code }
        copy.conferences = conferences.filter { $0.bodies.contains(body.code) }
        copy.notes = notes.filter { body.sees.contains($0.part) }
        return copy
    }
}
