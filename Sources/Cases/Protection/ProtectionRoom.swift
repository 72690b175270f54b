public import Kernel
import Languages
import LegalTime
public import Storage
public import Web

/// The room of children who may be victims of trafficking, beside the engine of sealed cases: letters with signals, what
/// several bodies do together, training, and figures without names.
public struct ProtectionRoom: Sendable {
    public static var schema: [Migration] { protectionSchema }

    /// Somebody with an account here, for whom a reader may open some of a case.
    public struct Colleague: Sendable {
        let account: AccountID
        let name: String
        let organisations: Set<OrganisationID>

        public init(account: AccountID, name: String, duties: [Duty]) {
            self.account = account
            self.name = name
            organisations = Set(
                duties.filter { $0.role == .partner && $0.purpose == .protection }
                    .map(\.organisation))
        }
    }

    public typealias Colleagues = @Sendable () async throws -> [Colleague]

    let room: SealedRoom
    let book: ProtectionBook
    let letters: LetterFolder
    let colleagues: Colleagues

    var house: SealedHouse { room.house }
    var database: Database { room.database }

    public init(
        room: SealedRoom, book: ProtectionBook, letters: LetterFolder,
        colleagues: @escaping Colleagues
    ) {
        self.room = room
        self.book = book
        self.letters = letters
        self.colleagues = colleagues
    }

    public var routes: [Route] {
        TogetherPages(room: self).routes + SharedPages(room: self).routes
            + TrainingPages(room: self).routes
    }

    static let procedure = "child-trafficking"
}

extension SealedExtras {
    /// What the room adds to the page of a case: an alert where identification is slow, and the way to what is done together.
    public static var protection: SealedExtras {
        var extras = SealedExtras.none
        extras.forDesk = { scene in
            scene.view.procedure.code == ProtectionRoom.procedure ? try deskPart(scene) : nil
        }
        extras.forget = { id, now, db in
            try db.run("DELETE FROM protection_part WHERE kase = \(id)")
            try db.erase(
                subject: ProtectionEvent.subject(id), reason: "", by: .house, at: now)
        }
        return extras
    }

    private static func deskPart(_ scene: SealedScene) throws -> HTML {
        let t = scene.exchange.t
        let today = scene.house.zone.day(of: scene.exchange.now)
        let slow = scene.view.isSlowToIdentify(on: today)
        let alert: HTML? =
            slow
            ? card(
                "<p>\(tag(t("Identification is slow"), .care)) \(t("Nobody has confirmed this child as a victim yet. Protection does not wait for it: go on with every measure."))</p>"
            ) : nil
        return """
            \(alert)
            <p>\(t("Nobody named here is told anything by this system: neither parents nor those who say that they are."))</p>
            <p><a href="/protection/\(scene.view.id)/together">\(t("Bodies, tasks, conferences and timeline"))</a></p>
            """
    }
}

extension SealedView {
    /// Whether the day of the alert has passed and nobody has identified the child. Nothing else hangs on it.
    func isSlowToIdentify(on today: Day) -> Bool {
        periods.contains { period in
            guard period.name == "protection/identification", period.derivation.isOpen,
                let end = period.derivation.end
            else { return false }
            return today > end
        }
    }
}
