import Foundation
public import Kernel
import Storage

extension Cases {
    /// Whether a case of anybody is kept here who is not invented.
    public func hasRealFiles() async throws -> Bool {
        try await database.read { db in
            try db.first("SELECT id FROM kase WHERE demo = 0 LIMIT 1") != nil
        }
    }

    /// Whether any case is kept here.
    public func hasFiles() async throws -> Bool {
        try await database.read { db in
            let found: Int? = try db.value("SELECT 1 FROM kase LIMIT 1")
            return found != nil
        }
    }

    /// Invents the work of a nation: files of every procedure, each marked as invented, with the journal that tells
    /// them, so that projections, clocks and sums are those of the journal. No letter is written, nobody is told.
    ///
    /// The next files are derived, on every core, while those before are written. It begins anew each time: a store in
    /// which it was ended half-way is not gone on with. `progress` is told after each batch.
    @discardableResult
    public func inventNation(
        _ scale: NationalScale, clock: @escaping Clock, batch: Int = nationalBatch,
        progress: (NationalProgress) throws -> Void
    ) async throws -> NationalProgress {
        // The dates of all these rest on the calendar of today: nothing has to sweep them.
        _ = try await moveDates(to: house.calendars.holidays)
        let nation = try await self.nation(scale, at: clock(), clock)
        var done = NationalProgress()
        var ready = try await nation.batch(0..<min(batch, scale.cases), owed: 0)
        while done.cases < scale.cases {
            let start = ready.range.upperBound
            let (range, owed) = (start..<min(start + batch, scale.cases), ready.owed)
            async let next = nation.batch(range, owed: owed)
            let written = try await nation.write(ready)
            done.cases = start
            done.pending += written.pending
            done.events += written.events
            try progress(done)
            ready = try await next
        }
        try await foldTallies()
        try await countForPlans()
        return done
    }

    private func nation(
        _ scale: NationalScale, at now: Moment, _ clock: @escaping Clock
    ) async throws -> Nation {
        let (house, keys) = (self.house, database.keys)
        let plan = try NationalPlan(scale, at: now, house)
        let paper = try storedDemoPaper()
        let ground = try await database.read { db in
            try NationalGround(plan, paper, keys: keys, house, in: db)
        }
        return Nation(database: database, ground: ground, clock: clock)
    }
}

/// Some files that are derived and not written yet.
private struct NationalBatch: Sendable {
    let range: Range<Int>
    var parts: [CaseBatch] = []
    var pending = 0
    var events = 0
    /// How many lines fewer than the plan has by then; below zero more.
    var owed = 0.0
}

/// Derives and writes the files of a plan.
private struct Nation: Sendable {
    let database: Database
    let ground: NationalGround
    let clock: Clock

    /// The files of a range; every core takes a part of it.
    func batch(_ range: Range<Int>, owed: Double) async throws -> NationalBatch {
        var batch = NationalBatch(range: range)
        batch.owed = owed
        if range.isEmpty { return batch }
        let ground = self.ground
        let parts = try await sideBySide(Array(range)) { numbers in
            try Nation.part(numbers, owed: numbers.startIndex == 0 ? owed : 0, ground)
        }
        batch.owed = 0
        for part in parts {
            batch.parts += part.parts
            batch.pending += part.pending
            batch.events += part.events
            batch.owed += part.owed
        }
        return batch
    }

    private static func part(
        _ numbers: ArraySlice<Int>, owed: Double, _ ground: NationalGround
    ) throws -> NationalBatch {
        let (plan, zone) = (ground.plan, ground.house.zone)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var (batch, cases) = (NationalBatch(range: 0..<0), CaseBatch())
        batch.owed = owed
        for number in numbers {
            let procedure = try plan.procedure(number, zone.day(of: plan.filedAt(number)))
            let isPending = plan.isPending(number)
            var course = InventedCourse(number, isWanting: batch.owed > 0, ground)
            let file = try course.file(procedure, encoder)
            try file.add(to: &cases, keys: ground.keys)
            batch.pending += isPending ? 1 : 0
            batch.events += file.lines.count
            batch.owed += plan.lines(procedure, isPending: isPending) - Double(file.lines.count)
        }
        batch.parts = [cases]
        return batch
    }

    /// One transaction; returns what was written. Of more than a million references drawn at random two may meet: then
    /// the files are derived anew.
    func write(_ batch: NationalBatch, attempt: Int = 1) async throws -> NationalBatch {
        let (parts, now, house) = (batch.parts, clock(), ground.house)
        do {
            try await database.write { db in
                for part in parts { try part.write(signed: true, at: now, in: db, house) }
            }
            return batch
        } catch StorageError.constraint(.unique, _) where attempt < nationalTriesMax {
            return try await write(
                try await self.batch(batch.range, owed: batch.owed), attempt: attempt + 1)
        }
    }
}

/// Some seconds of work, and some tens of megabytes.
public let nationalBatch = 4_000
private let nationalTriesMax = 3
