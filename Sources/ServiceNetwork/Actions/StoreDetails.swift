import Kernel
import Storage

extension DetailRow {
    /// What a place says of itself is replaced as a whole, its hours only where the row gives some.
    func store(in db: Writer) throws {
        let id = LocationID(slug: slug)
        try detail.store(of: id, in: db)
        guard let times else { return }
        try times.store(of: id, slug: slug, source: detail.source, in: db)
    }
}

extension PlaceDetail {
    func store(of id: LocationID, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO place_detail (location, languages, interpreters, walk_in, accessibility, capacity,
                funding_until, cost, documents, eligibility, eligibility_rule, area, checked_on, source)
            VALUES (\(id), \(joined(languages)), \(interpreters), \(walkIn),
                \(joined(accessibility.map(\.rawValue))), \(capacity), \(fundingUntil), \(cost),
                \(joined(documents)), \(eligibility), \(eligibilityRule), \(area), \(checkedOn), \(source))
            ON CONFLICT (location) DO UPDATE SET languages = excluded.languages,
                interpreters = excluded.interpreters, walk_in = excluded.walk_in,
                accessibility = excluded.accessibility, capacity = excluded.capacity,
                funding_until = excluded.funding_until, cost = excluded.cost, documents = excluded.documents,
                eligibility = excluded.eligibility, eligibility_rule = excluded.eligibility_rule,
                area = excluded.area, checked_on = excluded.checked_on, source = excluded.source
            """)
    }

    private func joined(_ list: [String]) -> String? {
        list.isEmpty ? nil : list.joined(separator: ";")
    }
}

extension OpeningTimes {
    func store(of id: LocationID, slug: String, source: String, in db: Writer) throws {
        try db.run("DELETE FROM schedule WHERE location = \(id)")
        try db.run("DELETE FROM schedule_exception WHERE location = \(id)")
        for (index, line) in hours.enumerated() {
            let number = LocationID(slug: "\(slug)#\(index)").value
            try db.run(
                """
                INSERT INTO schedule (id, location, freq, byday, opens_at, closes_at, valid_from, valid_to, source,
                    every, starts_on)
                VALUES (\(number), \(id), \(line.isMonthly ? "MONTHLY" : "WEEKLY"), \(line.days), \(line.opens),
                    \(line.closes), \(line.validFrom), \(line.validTo), \(source), \(line.every), \(line.startsOn))
                """)
        }
        for exception in exceptions {
            try db.run(
                """
                INSERT INTO schedule_exception (location, day, opens_at, closes_at, source)
                VALUES (\(id), \(exception.day), \(exception.window?.lowerBound), \(exception.window?.upperBound),
                    \(source))
                ON CONFLICT (location, day) DO UPDATE SET opens_at = excluded.opens_at,
                    closes_at = excluded.closes_at, source = excluded.source
                """)
        }
    }
}

extension TermRow {
    func store(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO taxonomy_term (taxonomy, code, name, description, parent, need, source)
            VALUES (\(taxonomy), \(code), \(name), \(description), \(parent), \(need), \(source))
            ON CONFLICT (taxonomy, code) DO UPDATE SET name = excluded.name, description = excluded.description,
                parent = excluded.parent, need = excluded.need, source = excluded.source
            """)
    }
}
