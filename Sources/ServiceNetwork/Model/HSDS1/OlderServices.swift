import Formats

extension HSDSReading {
    mutating func takeOrganization(_ row: OlderRow) throws {
        let id = try row.needs("id")
        let founded: JSON? =
            row["date_incorporated"] == nil ? nil : try row.day("date_incorporated")
        put("organization", id, row) {
            [
                "name": .string(try $0.needs("name")),
                "description": .string(try $0.needs("description")),
                "alternate_name": $0.text("alternate_name"), "email": $0.text("email"),
                "website": $0.text("website"), "tax_id": $0.text("tax_id"),
                "tax_status": $0.text("tax_status"), "legal_status": $0.text("legal_status"),
                "year_incorporated": founded?.stringValue.flatMap { Int($0.prefix(4)) }.map(
                    JSON.int),
            ]
        }
        putEach("funding", "funding_sources", of: row, under: "organization", id, as: "source")
        for field in ["accreditations", "licenses"] {
            for item in row.list(field) {
                putAttribute(field, item, of: row, under: "organization", id)
            }
        }
    }

    mutating func takeLocation(_ row: OlderRow) throws {
        let id = try row.needs("id")
        let point = try (row.row.optionalDouble("latitude"), row.row.optionalDouble("longitude"))
        put("location", id, row) {
            [
                "organization_id": .string(
                    hsdsID("organization:\(try $0.needs("organization_id"))")),
                "location_type": .string(
                    $0["virtual"]?.lowercased() == "true" ? "virtual" : "physical"),
                "name": .string(try $0.needs("name")), "alternate_name": $0.text("alternate_name"),
                "description": $0.text("description"), "url": $0.text("website"),
                "transportation": $0.text("transportation"),
                "latitude": point.0.map(JSON.number), "longitude": point.1.map(JSON.number),
            ]
        }
        putEach("language", "languages", of: row, under: "location", id, as: "name")
        putEach("accessibility", "accessibility", of: row, under: "location", id, as: "description")
        if let email = row["email"] {
            put("contact", "location:\(id):email", row) { _ in
                ["location_id": .string(hsdsID("location:\(id)")), "email": .string(email)]
            }
        }
    }

    mutating func takeService(_ row: OlderRow) throws {
        let id = try row.needs("id")
        let location = try row.needs("location_id")
        put("service", id, row) {
            [
                "program_id": $0.link("program", "program_id"),
                "name": .string(try $0.needs("name")),
                "status": .string(try $0.needs("status")),
                "alternate_name": $0.text("alternate_name"), "description": $0.text("description"),
                "eligibility_description": $0.text("eligibility"), "email": $0.text("email"),
                "fees_description": $0.text("fees"), "wait_time": $0.text("wait_time"),
                "application_process": $0.text("application_process"),
                "interpretation_services": $0.text("interpretation_services"),
                "url": $0.text("website"),
            ]
        }
        place(service: id, at: location, row)
        putEach("funding", "funding_sources", of: row, under: "service", id, as: "source")
        putEach("language", "languages", of: row, under: "service", id, as: "name")
        putEach(
            "required_document", "required_documents", of: row, under: "service", id, as: "document"
        )
        putEach("service_area", "service_areas", of: row, under: "service", id, as: "name")
        putEach("cost_option", "accepted_payments", of: row, under: "service", id, as: "option")
        for field in ["keywords", "audience"] {
            for item in row.list(field) { putAttribute(field, item, of: row, under: "service", id) }
        }
        for term in row.list("taxonomy_ids") {
            putAttribute("taxonomy", term, of: row, under: "service", id, term: term)
        }
    }

    /// The short form in which somebody adds one service to a location.
    mutating func takeUpload(_ row: OlderRow) throws {
        let (location, name) = try (row.needs("Location ID"), row.needs("Service Name"))
        let id = "upload:\(location):\(name)"
        put("service", id, row) {
            [
                "name": .string(name), "status": "active", "description": $0.text("Description"),
                "eligibility_description": $0.text("Eligibility"), "url": $0.text("Website"),
                "email": $0.text("Email"),
            ]
        }
        note("service: a short form has no status; active stands there")
        place(service: id, at: location, row)
        putEach("language", "Languages List", of: row, under: "service", id, as: "name")
        for item in row.list("Tags") {
            putAttribute("keywords", item, of: row, under: "service", id)
        }
        if let contact = row["Contact Name"] {
            put("contact", id, row) {
                [
                    "service_id": .string(hsdsID("service:\(id)")), "name": .string(contact),
                    "title": $0.text("Contact Title"), "email": $0.text("Contact Email"),
                ]
            }
        }
    }

    mutating func takeTerm(_ row: OlderRow) throws {
        let taxonomy = hsdsID("taxonomy:hsds-1")
        if !knows("taxonomy", taxonomy) {
            let words: JSON = "Terms of an import from HSDS 1.x"
            add(
                HSDSRecord("taxonomy", taxonomy, ["name": "HSDS 1.x", "description": words]),
                file: row.row.file, line: row.line)
        }
        if let parent = row["parent_id"], !knows("taxonomy_term", hsdsID("taxonomy_term:\(parent)"))
        {
            throw row.row.error("parent_id", "no category has the number \(parent); list it before")
        }
        put("taxonomy_term", try row.needs("taxonomy_id"), row) {
            [
                "code": .string(try $0.needs("taxonomy_id")), "name": .string(try $0.needs("name")),
                "description": .string(try $0.needs("name")), "taxonomy": "HSDS 1.x",
                "taxonomy_id": .string(taxonomy),
                "parent_id": $0.link("taxonomy_term", "parent_id"),
            ]
        }
    }

    private mutating func place(service: String, at location: String, _ row: OlderRow) {
        put("service_at_location", "\(service)@\(location)", row) { _ in
            [
                "service_id": .string(hsdsID("service:\(service)")),
                "location_id": .string(hsdsID("location:\(location)")),
            ]
        }
    }
}
