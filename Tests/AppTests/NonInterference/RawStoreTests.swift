import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import App
@testable import Cases

/// Of what is filed, said and done in a sealed room no word stands in a raw file: not in the store, not in what SQLite has
/// not moved into it yet, not in a backup, and not in a dump of PostgreSQL.
struct RawStoreTests {
    @Test(arguments: enginesCompared)
    func `no name and no fact that was filed in a sealed room stands in a raw file or a dump`(
        engine: Engine
    ) async throws {
        let installed = try await DemoStore.on(engine).copy()
        let options = installed.options
        let house = try await House.open(options)
        let children = try await childrensHost(options)
        var words: [String] = []
        for room in house.sealed.values + [children.room] {
            var filed = FiledWords(room)
            words += try await filed.play()
            if let protection = children.protection, room.database.compartment == .protection {
                words += try await filed.playTogether(in: protection)
            }
        }
        #expect(words.count > 85 && Set(words).count == words.count)
        // The house is open: what was written last stands in the log beside the file.
        try expectNone(of: words, in: files(options.data), atLeast: 1_000_000)
        let copy = try TestFolder.make() + "/backup"
        _ = try await backup(options, to: copy)
        try expectNone(of: words, in: files(copy), atLeast: 100_000)
        let stores = [house.compartments, children.compartments]
        let urls = stores.flatMap(\.databases.values).compactMap { database in
            if case .postgres(let url) = database.location { url } else { nil }
        }
        for url in urls { expectNone(of: words, in: try dump(url), "a dump", atLeast: 10_000) }
        for store in stores { store.close() }
        try expectNone(of: words, in: files(options.data), atLeast: 1_000_000)
        let known = try await readAgain(options, words)
        #expect(known > 65, "the rooms read them: there was something to look for")
    }

    private func expectNone(of words: [String], in paths: [String], atLeast size: Int) throws {
        var read = 0
        for path in paths {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            read += bytes.count
            expectNone(of: words, in: bytes, path, atLeast: 0)
        }
        #expect(read >= size, "there is something to look through")
    }

    /// As it is, and as PostgreSQL writes bytes.
    private func expectNone(
        of words: [String], in bytes: Data, _ place: String, atLeast size: Int
    ) {
        #expect(bytes.count >= size)
        for word in words {
            let hex = Data(hexadecimal(Array(word.utf8)).utf8)
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(place)")
            #expect(bytes.range(of: hex) == nil, "\(word) in \(place)")
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// All of a database in plain text, as whoever administers it may write it down.
    private func dump(_ url: String) throws -> Data {
        let (tool, pipe) = (Process(), Pipe())
        tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tool.arguments = ["pg_dump", "--inserts", url]
        tool.standardOutput = pipe
        try tool.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        tool.waitUntilExit()
        #expect(tool.terminationStatus == 0)
        return text
    }

    private func files(_ folder: String) throws -> [String] {
        let names = try #require(FileManager.default.enumerator(atPath: folder))
            .compactMap { $0 as? String }
        return names.map { folder + "/" + $0 }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}

/// The room of children, which the general house never opens.
private func childrensHost(_ options: Options) async throws -> App.SealedHouse {
    let compartments = try await Compartments.open(
        options, only: [.protection], schema: App.SealedHouse.schema)
    return try App.SealedHouse(options, compartments, behindProxy: false)
}

/// How many of the words a room that has its key reads again.
private func readAgain(_ options: Options, _ words: [String]) async throws -> Int {
    let (house, children) = (try await House.open(options), try await childrensHost(options))
    defer { for store in [house.compartments, children.compartments] { store.close() } }
    var told = ""
    for room in house.sealed.values + [children.room] {
        told += try await room.database.read { db in
            try db.all("SELECT id FROM sealed_case").map { row in
                "\(try SealedHistory.load(try row[0], in: db)?.lines ?? [])"
            }.joined()
        }
    }
    return words.count { told.contains($0) }
}

/// Every text that can be given to a room, each a word that stands nowhere else.
private struct FiledWords {
    let room: SealedRoom
    private(set) var words: [String] = []

    init(_ room: SealedRoom) { self.room = room }

    /// Files one case of each procedure and does whatever either side is offered, what ends it last; answers the words.
    mutating func play() async throws -> [String] {
        let (house, now) = (room.house, systemClock())
        for procedure in room.procedures {
            let worker = SealedLife.worker(procedure)
            let filing = FileSealed(
                procedure: procedure,
                answers: answers(procedure.form.sections.flatMap(\.fields)))
            let isLast = { (act: SealedAct) in act.outcome != nil || act.outcomeField != nil }
            let acts = (procedure.acts.filter { !isLast($0) } + procedure.acts.filter(isLast))
                .map { act in
                    (
                        act: ActOnSealed(act: act.code, answers: answers(act.section.fields)),
                        by: act.by == .desk ? SealedActor.staff(worker) : .holder
                    )
                }
            let evidence = AddSealedEvidence(
                name: word() + ".pdf", kind: "application/pdf",
                bytes: Array("%PDF-1.7 \(word())".utf8))
            let saying = SayInSealed(text: word())
            let reason = word()
            try await room.database.write { db in
                let id = try filing.perform(at: now, in: db, house)
                if procedure.needToKnow {
                    try TakeSealed(id: id).perform(by: worker, at: now, in: db, house)
                }
                func view() throws -> SealedView {
                    try SealedView.find(id, for: worker, at: now, in: db, house)
                }
                try evidence.perform(on: view(), by: .holder, at: now, in: db, house)
                try saying.perform(on: view(), by: .holder, at: now, in: db, house)
                let kept = SealedKeepsake(id, procedure.letters, db.keys)
                try AskGlass(reference: kept.reference, reason: reason, endangers: false)
                    .perform(by: worker, at: now, in: db, house)
                for (act, actor) in acts {
                    let offered = try procedure.offers(actor.doer, view().history)
                    guard offered.contains(where: { $0.code == act.act }) else { continue }
                    try act.perform(on: view(), by: actor, at: now, in: db, house)
                }
            }
        }
        return words
    }

    /// What bodies do together for the child of the case that was filed, and who was trained; answers the words.
    mutating func playTogether(in protection: ProtectionRoom) async throws -> [String] {
        let (now, before) = (systemClock(), words.count)
        let day = protection.house.zone.day(of: now)
        let worker = SealedLife.worker(try room.house.procedure(ProtectionRoom.procedure))
        let part = ProtectionFile.Part(account: worker.account, name: word(), body: "kinship")
        let events: [ProtectionEvent] = [
            .joined(part),
            .given(
                .init(id: .new(at: now), body: "kinship", text: word(), isUrgent: true, day: day)),
            .convened(.init(day: day, bodies: ["kinship"])), .minuted(day: day, words: word()),
            .noted(.init(part: .kinship, text: word(), body: "coordination", day: day)),
        ]
        let training = Training(name: word(), profession: "health", material: word(), day: day)
        try await room.database.write { db in
            let id = try db.value(
                "SELECT id FROM sealed_case ORDER BY id DESC LIMIT 1", as: SealedCaseID.self)
            guard let id else { throw Trouble("no case was filed") }
            for event in events {
                try ActTogether(id: id, event: event)
                    .perform(by: worker, at: now, in: db, protection)
            }
            try NoteTraining(training: training).perform(by: worker, at: now, in: db)
        }
        return Array(words[before...])
    }

    /// Letters alone, as names are compared by their letters.
    private mutating func word() -> String {
        let letters = [words.count / 26, words.count % 26].map { Character(letter($0)) }
        let word = "Zq\(room.database.compartment.name.prefix(3))\(String(letters))wxvzk"
        words.append(word)
        return word
    }

    private func letter(_ number: Int) -> UnicodeScalar {
        UnicodeScalar(UInt8(ascii: "a") + UInt8(number))
    }

    private mutating func answers(_ fields: [FormField]) -> [String: String] {
        var answers: [String: String] = [:]
        for field in fields {
            answers[field.code] =
                switch field.kind {
                // The number of a body in the accounts of the room.
                case _ where field.code == "organisation": "210"
                case .choice: field.options.first?.code
                case .yesNo: "yes"
                case .day: "2026-11-20"
                case .number, .money: String(field.limits.min ?? 1)
                case .language: "pt"
                case .country: "BR"
                default: word()
                }
        }
        return answers
    }
}
