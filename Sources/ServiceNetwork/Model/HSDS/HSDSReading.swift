import Formats

/// Records read from files of HSDS, in whichever form they came, and everything that is wrong with them.
struct HSDSReading: Sendable {
    private(set) var records: [HSDSRecord] = []
    private(set) var problems: [ImportProblem] = []
    /// What was read otherwise than it stands: said, never silent.
    private(set) var notes: Set<String> = []
    private var places: [HSDSKey: Int] = [:]
    private var origins: [(file: String, line: Int)] = []

    struct HSDSKey: Hashable {
        let table: String
        let id: String
    }

    func knows(_ table: String, _ id: String) -> Bool {
        places[HSDSKey(table: table, id: id)] != nil
    }

    mutating func refuse(_ error: FormatError) { problems.append(ImportProblem(error)) }

    mutating func note(_ text: String) { notes.insert(text) }

    /// Takes a record whose fields hold; a record met again (a service inside two lists) is one, and knows what both say.
    mutating func add(_ record: HSDSRecord, file: String, line: Int) {
        guard let table = HSDSTable.named(record.table) else { return }
        var record = record
        for field in table.fields where !field.mayBeEmpty && record.values[field.name] == "" {
            record.values[field.name] = nil
        }
        for field in table.fields {
            guard let trouble = field.trouble(record.values[field.name]) else { continue }
            refuse(
                FormatError(
                    file: file, line: line, field: "\(table.name).\(field.name)", message: trouble))
        }
        let key = HSDSKey(table: record.table, id: record.id)
        if let place = places[key] {
            records[place].values.merge(record.values) { old, _ in old }
            return
        }
        places[key] = records.count
        records.append(record)
        origins.append((file, line))
    }

    /// Adds what a record did not say itself.
    mutating func fill(_ table: String, _ id: String, _ field: String, _ value: JSON) {
        guard let place = places[HSDSKey(table: table, id: id)] else { return }
        if records[place].values[field] == nil { records[place].values[field] = value }
    }

    /// Refuses a record that names a parent which neither these files nor the directory have.
    mutating func checkParents(knows known: (String, String) throws -> Bool) rethrows {
        for (record, origin) in zip(records, origins) {
            for field in HSDSTable.named(record.table)?.fields ?? [] {
                guard let target = field.target, target != record.table,
                    let id = record.text(field.name), !id.isEmpty,
                    try !knows(target, id) && !known(target, id)
                else { continue }
                refuse(
                    FormatError(
                        file: origin.file, line: origin.line,
                        field: "\(record.table).\(field.name)",
                        message:
                            "no \(target) has the identifier \(id); import it first, or in the same files"
                    ))
            }
        }
    }
}
