import Formats
import Kernel
import Storage

/// Brings files into the directory: every row, or none where one is wrong; the same files twice change nothing.
struct ImportDirectory: Sendable {
    let files: DirectoryFiles

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> ImportReport {
        let reading = try read(in: db)
        let isGood = reading.problems.isEmpty
        if isGood {
            try store(reading, at: now, in: db)
            let counts = [
                "municipalities": reading.municipalities.count, "places": reading.places.count,
            ]
            try db.record(
                JournalEvent("directory.imported", subject: "directory", encoding: counts),
                by: principal, at: now)
        }
        return ImportReport(
            accepted: reading.accepted, rejected: reading.rejected, applied: isGood,
            problems: reading.problems)
    }

    private func read(in db: Reader) throws -> DirectoryReading {
        let codes: [String] = try db.all("SELECT code FROM municipality").map { try $0[0] }
        let slugs: [String] = try db.all("SELECT slug FROM location").map { try $0[0] }
        var reading = DirectoryReading(
            knownMunicipalities: Set(codes), knownPlaces: Set(slugs))
        if let file = files.municipalities { try reading.readMunicipalities(file) }
        if let file = files.residents { try reading.readResidents(file) }
        if let file = files.places { try reading.readPlaces(file) }
        if let file = files.desks {
            try reading.readDesks(file, source: files.desksSource, year: files.desksYear)
        }
        if let file = files.details { try reading.readDetails(file) }
        if let file = files.terms { try reading.readTerms(file) }
        if let file = files.network { try reading.readNetwork(file) }
        return reading
    }

    private func store(_ reading: DirectoryReading, at now: Moment, in db: Writer) throws {
        try storeFrame(in: db)
        for row in reading.municipalities { try row.store(in: db) }
        for row in reading.residents { try row.store(in: db) }
        for row in reading.places { try row.store(in: db) }
        for row in reading.details { try row.store(in: db) }
        for row in reading.terms { try row.store(in: db) }
        for row in reading.sizes { try row.store(in: db) }
        for line in reading.lines { try line.store(in: db) }
        try WriteDirectoryRecords().perform(at: now, in: db)
    }

    /// The bodies and service codes that the rows point to.
    private func storeFrame(in db: Writer) throws {
        for (id, name) in KnownOrganisation.names {
            try db.run(
                """
                INSERT INTO organisation (id, name, folded) VALUES (\(id), \(name), \(searchable(name)))
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded
                """)
        }
        for service in KnownService.allCases {
            try db.run(
                """
                INSERT INTO service (code, agency) VALUES (\(service.rawValue), \(service.isAgency))
                ON CONFLICT (code) DO NOTHING
                """)
        }
    }
}
