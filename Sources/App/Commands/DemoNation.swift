import Cases
import Foundation
import Kernel
import Storage

/// How much is to be invented; nil at another scale than the national one.
func nationalScale(_ scale: DemoScale, cases: Int?, events: Int?) throws -> NationalScale? {
    guard scale == .national else {
        if cases != nil || events != nil {
            throw Trouble("--cases and --events go with --scale national")
        }
        return nil
    }
    switch (cases, events) {
    case (nil, nil): return .whole
    case (let cases?, nil):
        guard let scale = NationalScale(cases: cases) else {
            throw Trouble("--cases is a number from 1 to \(NationalScale.whole.cases)")
        }
        return scale
    case (nil, let events?):
        guard let scale = NationalScale(events: events) else {
            throw Trouble("--events is a number from 9 to \(NationalScale.whole.events)")
        }
        return scale
    case (_?, _?): throw Trouble("give --cases or --events: one follows from the other")
    }
}

/// A nation is invented whole or not at all: among files of people nobody could tell theirs apart, and one that was
/// ended half-way is not gone on with.
func refuseFiles(_ house: House) async throws {
    guard try await house.cases.hasFiles() else { return }
    throw Trouble(
        """
        this store has case files already, and a nation's are invented only where there are none: name an \
        empty --data or --database (nothing was changed)
        """)
}

/// Invents a nation's files beside the small demo, and says how fast.
func loadNation(_ house: House, _ scale: NationalScale) async throws -> String {
    var line = ProgressLine(bytes: scale.cases, unit: "events")
    defer { line.end() }
    let start = ContinuousClock.now
    let done = try await house.cases.inventNation(scale, clock: house.clock) {
        line.show(rows: $0.events, bytes: $0.cases)
    }
    let (seconds, atto) = (ContinuousClock.now - start).components
    let spent = max(0.001, Double(seconds) + Double(atto) / 1e18)
    return """
        \(done.cases) invented files of a nation, \(done.cases - done.pending) closed and \(done.pending) pending, \
        told in \(done.events) lines of the journal: \(Int(Double(done.events) / spent)) a second
        """
}
