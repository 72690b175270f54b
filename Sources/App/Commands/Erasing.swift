import Cases
import Formats
import Kernel
import Synchronization

/// Lists the files whose time is over and, with `yes`, erases them.
public func eraseDue(_ options: Options, yes: Bool) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    return try await eraseDue(house.cases, yes: yes, at: systemClock())
}

func eraseDue(_ cases: Cases, yes: Bool, at now: Moment) async throws -> Answer {
    let files = Mutex<[JSON]>([])
    try await cases.eachDueErasure(at: now) { batch in
        for file in batch {
            let isErased = yes ? try await cases.erase(file, at: now) : false
            files.withLock { $0.append(file.json(isErased: isErased)) }
        }
    }
    let found = files.withLock { $0 }
    let lines = found.map { file in
        let mark = file["isVerified"]?.boolValue == true ? "" : " (unverified)"
        let what = file["isErased"]?.boolValue == true ? "erased" : "may be erased"
        return """
            \(file["reference"]?.stringValue ?? ""): \(what), since \(file["since"]?.stringValue ?? ""), \
            \(file["article"]?.stringValue ?? "")\(mark)
            """
    }
    return Answer(
        lines.isEmpty ? "no file's time is over" : lines.joined(separator: "\n"),
        ["files": .array(found)], isGood: true)
}

extension DueErasure {
    fileprivate func json(isErased: Bool) -> JSON {
        [
            "reference": .string(reference.text), "procedure": .string(procedure),
            "since": .string(since.description), "article": .string(article),
            "isVerified": .bool(isVerified), "isErased": .bool(isErased),
        ]
    }
}
