import Formats
import Foundation
import Kernel

/// A file that somebody brought, read and shown before anything of it is stored.
struct ImportDraft: Sendable {
    enum State: String, Sendable {
        /// Waits to be read, or is read right now.
        case reading
        case checked
        /// Was confirmed, and is being stored.
        case storing
        case stored
    }

    let id: ID<ImportDraft>
    /// Who brought it.
    let account: AccountID
    let byName: String
    let file: String
    let bytes: Int
    /// The description in YAML; empty where there is none yet.
    var description: String
    /// What whoever brought it calls this state of the data; empty where the file or the description says it.
    var vintage: String
    var state: State
    /// How much of the file is read, in per cent.
    var progress: Int
    /// Counts how often it was put to be read.
    var round: Int
    var outcome: DraftOutcome
    var importID: Int64?
    let at: Moment

    /// Whether it can be stored as it is.
    var isReady: Bool {
        guard state == .checked, let report = outcome.report else { return false }
        return report.problems.isEmpty && report.accepted > 0
    }
}

/// What reading a draft brought.
struct DraftOutcome: Sendable, Codable, Equatable {
    /// How the file looks, where its columns must be explained.
    var sketch: TableSketch?
    var report: Observatory.ImportReport?
    var changes: [SeriesChange] = []
    /// The newest import of the same family when it was read; another one since makes it read anew.
    var against: Int64?
    /// Whether the description was remembered from an earlier file.
    var isRemembered = false
    /// Whether another import came in after it was confirmed.
    var wasOvertaken = false
}

/// What an import would do to one series.
struct SeriesChange: Sendable, Codable, Equatable {
    struct Example: Sendable, Codable, Equatable {
        let line: String
        let period: String
        let before: String?
        let after: String?
    }

    let key: String
    let titlePt: String
    let titleEn: String
    /// The vintage that it is compared with; nil where the series is new.
    let vintage: String?
    let added: Int
    let changed: Int
    let removed: Int
    let same: Int
    /// Corrections first, then what is gone, then what is new.
    let examples: [Example]

    init(_ series: Series, vintage: String?, _ difference: VintageDifference) {
        key = series.key
        (titlePt, titleEn) = (series.titlePt, series.titleEn)
        self.vintage = vintage
        added = difference.added.count
        changed = difference.changed.count
        removed = difference.removed.count
        same = difference.unchanged
        let corrected = difference.changed.prefix(examplesMax).map { Example($0.before, $0.after) }
        let gone = difference.removed.prefix(examplesMax).map { Example($0, nil) }
        let new = difference.added.prefix(examplesMax).map { Example(nil, $0) }
        examples = Array((corrected + gone + new).prefix(examplesMax))
    }
}

extension SeriesChange.Example {
    fileprivate init(_ before: SeriesValue?, _ after: SeriesValue?) {
        let one = before ?? after
        self.init(
            line: one?.dims ?? "", period: one?.period ?? "", before: before.map(Self.words),
            after: after.map(Self.words))
    }

    /// `1234 b`: the number as it is stored, with its flags.
    private static func words(_ value: SeriesValue) -> String {
        let number = value.value.map { Int(exactly: $0).map(String.init) ?? String($0) } ?? "–"
        let signs = value.flag + value.confidentiality
        return signs.isEmpty ? number : number + " " + signs
    }
}

/// As many as somebody reads before confirming; the vintages page has all afterwards.
private let examplesMax = 20
