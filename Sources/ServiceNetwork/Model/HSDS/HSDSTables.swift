import Formats

extension HSDSTable {
    /// The table that a CSV file of a data package holds, by its name.
    static func ofFile(_ name: String) -> HSDSTable? {
        let stem = fileStem(name)
        return all.first { $0.file == stem }
    }

    /// The table whose items a file of a feed holds: `service_list.json`, `taxonomy_term.json`.
    static func ofFeed(_ name: String) -> HSDSTable? {
        let stem = fileStem(name)
        return all.filter {
            [$0.name, $0.name + "_full", $0.name + "_list", $0.file].contains(stem)
        }.max { $0.name.count < $1.name.count }
    }
}

func fileStem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
}

extension HSDSReading {
    /// A file of a data package: one row is one record.
    mutating func readTable(_ file: ImportFile, _ table: HSDSTable) {
        do {
            var reader = try CSVReader(bytes: file.bytes, file: file.name)
            try reader.require(table.fields.filter(\.isRequired).map(\.name))
            while let row = try reader.next() {
                var record = HSDSRecord(table.name, row["id"] ?? "")
                for field in table.fields {
                    guard let text = row[field.name] else { continue }
                    record.values[field.name] = field.value(text)
                }
                add(record, file: file.name, line: row.line)
            }
        } catch let error as FormatError { refuse(error) } catch {}
    }

    /// A page of a feed, a list or one item, as JSON.
    mutating func readFeed(_ file: ImportFile, _ table: HSDSTable) {
        do {
            let json = try JSON.parse(file.bytes, file: file.name)
            let items = json["contents"]?.arrayValue ?? json.arrayValue ?? [json]
            for item in items { _ = readNested(item, table, file: file.name, line: 1) }
        } catch let error as FormatError { refuse(error) } catch {}
    }

    /// A data package in one JSON file: each table's bare records under its name.
    mutating func readPackage(_ json: JSON, file: String) {
        for table in HSDSTable.all {
            for item in json[table.file]?.arrayValue ?? [] {
                _ = readNested(item, table, file: file, line: 1)
            }
        }
    }
}

extension HSDSField {
    /// The value of a cell: an empty one is unknown, except where a required text may be empty.
    func value(_ text: String) -> JSON? {
        if text.isEmpty { return mayBeEmpty ? .string("") : nil }
        guard format == .number else { return .string(text) }
        if let whole = Int(text) { return .int(whole) }
        return Double(text).map(JSON.number) ?? .string(text)
    }
}

extension JSON {
    /// The text of a cell.
    var cell: String {
        switch self {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .number(let number): "\(number)"
        case .decimal(let text): text
        case .bool(let flag): flag ? "true" : "false"
        default: ""
        }
    }
}
