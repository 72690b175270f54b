import Kernel
import Storage

extension MunicipalityRow {
    func store(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO municipality (code, name, folded, district_code, district, population, foreign_nationals,
                lat, lon)
            VALUES (\(code), \(name), \(searchable(name)), \(districtCode), \(district), \(population),
                \(foreignNationals), \(point?.lat), \(point?.lon))
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, folded = excluded.folded,
                district_code = excluded.district_code, district = excluded.district,
                population = excluded.population, foreign_nationals = excluded.foreign_nationals,
                lat = excluded.lat, lon = excluded.lon
            """)
    }
}

extension ResidentsRow {
    func store(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO municipal_residents (municipality, day, foreign_residents, definition, source)
            VALUES (\(municipality), \(count.day), \(count.number), \(count.definition), \(count.source))
            ON CONFLICT (municipality, day) DO UPDATE SET foreign_residents = excluded.foreign_residents,
                definition = excluded.definition, source = excluded.source
            """)
    }
}

extension PlaceRow {
    /// A place is found again by its slug; what it does is replaced as a whole.
    func store(in db: Writer) throws {
        let id = LocationID(slug: slug)
        // First the services go: their kind points to the place's, which may change.
        try db.run("DELETE FROM service_at_location WHERE location = \(id)")
        try storeLocation(id, in: db)
        for code in Set(services.processes + services.informs).sorted() {
            let isAgency = KnownService(rawValue: code)?.isAgency ?? false
            try db.run(
                """
                INSERT INTO service_at_location (location, kind, service, agency, processes, informs)
                VALUES (\(id), \(kind), \(code), \(isAgency), \(services.processes.contains(code)),
                    \(services.informs.contains(code)))
                """)
        }
    }

    private func storeLocation(_ id: LocationID, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO location (id, slug, organisation, kind, name, folded, municipality, address, postal_code,
                lat, lon, status, closed_on, phone, email, itinerant, source, source_year, note)
            VALUES (\(id), \(slug), \(kind.organisation), \(kind), \(name), \(searchable(name)), \(municipality),
                \(address), \(postalCode), \(point?.lat), \(point?.lon), \(isOpen ? "open" : "closed"),
                \(closedOn), \(phone), \(email), \(isItinerant), \(source), \(sourceYear), \(note))
            ON CONFLICT (slug) DO UPDATE SET organisation = excluded.organisation, kind = excluded.kind,
                name = excluded.name, folded = excluded.folded, municipality = excluded.municipality,
                address = excluded.address, postal_code = excluded.postal_code, lat = excluded.lat,
                lon = excluded.lon, status = excluded.status, closed_on = excluded.closed_on,
                phone = excluded.phone, email = excluded.email, itinerant = excluded.itinerant,
                source = excluded.source, source_year = excluded.source_year, note = excluded.note
            """)
    }
}

extension NetworkSizeRow {
    func store(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO network_size (kind, total, approximate, words, as_of, source, also)
            VALUES (\(kind), \(total), \(isApproximate), \(words), \(asOf), \(source), \(also))
            ON CONFLICT (kind) DO UPDATE SET total = excluded.total, approximate = excluded.approximate,
                words = excluded.words, as_of = excluded.as_of, source = excluded.source, also = excluded.also
            """)
    }
}

extension ContactLine {
    func store(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO contact_line (key, name, phone, email, byday, opens_at, closes_at, languages, source)
            VALUES (\(key), \(name), \(phone), \(email), \(hours?.days), \(hours?.opens), \(hours?.closes),
                \(languages), \(source))
            ON CONFLICT (key) DO UPDATE SET name = excluded.name, phone = excluded.phone,
                email = excluded.email, byday = excluded.byday, opens_at = excluded.opens_at,
                closes_at = excluded.closes_at, languages = excluded.languages, source = excluded.source
            """)
    }
}
