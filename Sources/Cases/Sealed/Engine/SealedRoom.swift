import Decisions
public import Kernel
import Languages
public import Storage
public import Web

/// The cases of one sealed room: this door opens with that room's database alone, and no other has a word of them.
public struct SealedRoom: Sendable {
    public static var schema: [Migration] { sealedCasesSchema + [sealedStateSchema] }

    let database: Database
    let house: SealedHouse
    /// Looks through evidence; nil where no scanner is configured.
    let scan: ScanFile?

    /// Takes the database of a sealed compartment, and refuses any other.
    public init(
        database: Database, book: SealedBook, world: SealedWorld, extras: SealedExtras = .none
    ) throws {
        guard database.compartment.isSealed else {
            throw StorageError.sealed(
                "sealed cases need a sealed compartment, not \(database.compartment)")
        }
        self.database = database
        scan = world.scan
        house = SealedHouse(
            procedures: book.procedures(database.compartment), library: book.library,
            zone: world.zone, calendar: world.calendar,
            names: CodedNames(countries: world.countries, languages: world.languages),
            extras: extras)
    }

    public var procedures: [SealedProcedure] { house.procedures }
    public var compartment: Compartment { database.compartment }

    /// How many rows are not what their events amount to.
    public func rebuild() async throws -> Int {
        try await database.read { [house] db in try house.rebuild(in: db).count }
    }
}

/// What a room shows or does beside the engine: the way to plug in.
public struct SealedExtras: Sendable {
    public typealias Part = @Sendable (SealedScene) throws -> HTML?

    /// Doors of the room's own.
    var routes: @Sendable (SealedRoom) -> [Route] = { _ in [] }
    /// On the page of whoever holds reference and code, below the engine's parts.
    var forPerson: Part = { _ in nil }
    /// On the page of the desk.
    var forDesk: Part = { _ in nil }
    /// Below the list of a procedure's cases.
    var forList: @Sendable (SealedProcedure, Translator) -> HTML? = { _, _ in nil }
    /// Refuses an act that no condition of a file can, in its transaction.
    var check: @Sendable (SealedHistory, SealedAct, [String: String], Writer) throws -> Void = {
        _, _, _, _ in
    }
    /// The same of what is handed in.
    var checkFiled: @Sendable ([String: String]) throws -> Void = { _ in }
    /// What follows from an act that was written down, in its transaction.
    var acted: Acted = { _, _, _, _, _, _ in }
    /// What stands beside a case that is forgotten, in the same transaction.
    var forget: @Sendable (SealedCaseID, Moment, Writer) throws -> Void = { _, _, _ in }

    typealias Acted =
        @Sendable (SealedView, SealedAct, [String: String], Moment, Writer, SealedHouse) throws ->
        Void

    public static let none = SealedExtras()
}

/// What a part of a page is drawn from.
public struct SealedScene: Sendable {
    let view: SealedView
    let exchange: Exchange
    let house: SealedHouse
}

extension SealedRoom {
    /// The doors of each procedure, and those that the room adds.
    public var routes: [Route] {
        publicRoutes
            + procedures.flatMap { procedure in
                SealedFormPages(room: self, procedure: procedure).forDesk
                    + SealedDeskPages(room: self, procedure: procedure).routes
            } + house.extras.routes(self)
    }

    /// Handing in and following: for a host on which the room's staff have no accounts.
    public var publicRoutes: [Route] {
        procedures.filter { $0.intake == .everyone }.flatMap { procedure in
            SealedFormPages(room: self, procedure: procedure).forEveryone
                + SealedPersonPages(room: self, procedure: procedure).routes
        }
    }

    /// Where somebody works by their duties.
    public func desks(of principal: Principal) -> [SealedProcedure] {
        procedures.filter { $0.mayWork(principal) }
    }
}
