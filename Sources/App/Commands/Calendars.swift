import Formats
import Foundation
import Kernel
import LegalTime

/// The holidays between two days at a place: lines, `[{date, name, scope, category}]`, or an iCalendar file.
public func calendar(
    _ options: Options, from: String, to: String, place: String?, office: String?,
    asKnown: String?, isICalendar: Bool
) throws -> Answer {
    let (first, last) = (try day(from, "--from"), try day(to, "--to"))
    guard first <= last, WorkingCalendar.contains(first), WorkingCalendar.contains(last) else {
        throw Trouble("--from comes before --to, both from 1970 to 2120")
    }
    let at = try asked(place, office: office, options)
    let known = try asKnown.map { try day($0, "--as-known") }
    let all = try Files.holidays(options.policy)
    let found = all.holidays(from: first, to: last, at: at, asKnown: known)
    if isICalendar {
        return Answer(found.iCalendar(stamp: systemClock()), .array(found.map(\.json)))
    }
    var lines = found.map { "\($0.day)  \($0.name)  (\($0.scope.words.scope), \($0.category))" }
    if !all.isHolidayKnown(of: at) {
        lines.append("the municipal holiday of \(at.municipality ?? "") is not known here")
    }
    return Answer(lines.joined(separator: "\n"), .array(found.map(\.json)))
}

/// Takes dated decisions into the country's folder; nothing is taken where a line is bad.
public func importCalendar(_ options: Options, file: String) throws -> Answer {
    let target = options.policy + "/calendars/declarations.csv"
    var given = try CSVReader(bytes: Files.bytes(file), file: file)
    let new = try Holiday.readDeclarations(&given)
    var old: [Holiday] = []
    if FileManager.default.fileExists(atPath: target) {
        var reader = try CSVReader(bytes: Files.bytes(target), file: target)
        old = try Holiday.readDeclarations(&reader)
    }
    let fresh = new.filter { !old.contains($0) }
    // A line that says of a known decision that it was withdrawn takes its place.
    let replaced = old.filter { decision in fresh.contains { $0.isWithdrawal(of: decision) } }
    let kept = old.filter { !replaced.contains($0) }
    // Read back what will stand there: one decision may not be there twice with other words.
    let text = Holiday.declarationsFile(kept + fresh)
    var both = try CSVReader(text: text, file: target)
    _ = try Holiday.readDeclarations(&both)
    if !fresh.isEmpty {
        try Data(text.utf8).write(to: URL(fileURLWithPath: target), options: .atomic)
    }
    return Answer(
        "accepted \(fresh.count), known already \(new.count - fresh.count), "
            + "withdrawn \(replaced.count)",
        [
            "accepted": .int(fresh.count), "known": .int(new.count - fresh.count),
            "withdrawn": .int(replaced.count),
            "days": .array(fresh.map(\.json)),
        ])
}
