import Formats
import Kernel

/// The places of the directory in the words of HSDS 3.0. A service is one need at one place: who processes it, what
/// it costs and asks for is that place's own.
struct PlaceRecords {
    let terms: [TermRow]
    let organisations: [OrganisationID: String]
    private(set) var records: [HSDSRecord] = []

    init(terms: [TermRow], organisations: [OrganisationID: String]) {
        self.terms = terms
        self.organisations = organisations
    }

    mutating func addFrame() {
        for (id, name) in organisations.sorted(by: { $0.key < $1.key }) {
            records.append(
                HSDSRecord(
                    "organization", bodyID(id),
                    ["name": .string(name), "description": .string(name)]))
        }
        let unknown: JSON = "Body not known to the directory"
        records.append(
            HSDSRecord("organization", bodyID(nil), ["name": unknown, "description": unknown]))
        for taxonomy in Set(terms.map(\.taxonomy)).sorted() {
            records.append(
                HSDSRecord(
                    "taxonomy", taxonomyID(taxonomy),
                    ["name": .string(taxonomy), "description": .string(taxonomy)]))
        }
        for term in terms {
            records.append(
                HSDSRecord(
                    "taxonomy_term", termID(term.taxonomy, term.code),
                    [
                        "code": .string(term.taxonomy + ":" + term.code),
                        "name": .string(term.name),
                        "description": .string(term.description), "language": "en",
                        "taxonomy": .string(term.taxonomy),
                        "taxonomy_id": .string(taxonomyID(term.taxonomy)),
                        "parent_id": term.parent.map { .string(termID(term.taxonomy, $0)) },
                    ]))
        }
    }

    mutating func add(_ shelved: ShelvedPlace) {
        addLocation(shelved)
        let services = shelved.services
        for code in Set(services.processes + services.informs).sorted() {
            addService(code, shelved, processes: services.processes.contains(code))
        }
    }

    // MARK: - The place

    private mutating func addLocation(_ shelved: ShelvedPlace) {
        let place = shelved.place
        let id = locationID(place)
        records.append(
            HSDSRecord(
                "location", id,
                [
                    "location_type": "physical", "name": .string(place.name),
                    "organization_id": .string(bodyID(place.kind.organisation)),
                    "description": place.note.map(JSON.string),
                    "latitude": place.ownPoint.map { .number($0.lat) },
                    "longitude": place.ownPoint.map { .number($0.lon) },
                    "external_identifier": .string(place.slug), "external_identifier_type": "slug",
                ]))
        if let address = place.address {
            put(
                "address", "address", of: place,
                [
                    "location_id": .string(id), "address_1": .string(address),
                    "city": .string(place.municipality.name),
                    "state_province": .string(place.municipality.district),
                    "postal_code": .string(place.postalCode ?? ""), "country": "PT",
                    "address_type": "physical",
                ])
        }
        for number in (place.phone ?? "").split(separator: ";").map({ trimmed(String($0)) }) {
            put(
                "phone", "phone:\(number)", of: place,
                [
                    "location_id": .string(id), "number": .string(number), "type": "voice",
                ])
        }
        if let email = place.email, isMailAddress(email) {
            put(
                "contact", "email", of: place,
                ["location_id": .string(id), "email": .string(email)])
        }
        addAttribute("places", place.kind.rawValue, to: ("location", id), of: place)
        addDetail(shelved, id)
        addTimes(shelved, id)
    }

    private mutating func addDetail(_ shelved: ShelvedPlace, _ id: String) {
        guard let detail = shelved.detail else { return }
        let place = shelved.place
        for code in detail.languages {
            put(
                "language", "language:\(code)", of: place,
                [
                    "location_id": .string(id), "code": .string(code),
                ])
        }
        for access in detail.accessibility {
            put(
                "accessibility", "access:\(access.rawValue)", of: place,
                [
                    "location_id": .string(id), "description": .string(access.rawValue),
                ])
        }
        let facts: [(String, String?)] = [
            ("walk-in", detail.walkIn.map { $0 ? "yes" : "no" }),
            ("capacity", detail.capacity.map(String.init)),
            ("funding-until", detail.fundingUntil.map { "\($0)" }),
            ("eligibility-rule", detail.eligibilityRule),
        ]
        for (code, value) in facts {
            guard let value else { continue }
            addAttribute("facts", code, to: ("location", id), of: place, value: value)
        }
    }

    private mutating func addTimes(_ shelved: ShelvedPlace, _ id: String) {
        for (index, line) in shelved.times.hours.enumerated() {
            put(
                "schedule", "hours:\(index)", of: shelved.place,
                [
                    "location_id": .string(id), "freq": line.isMonthly ? "MONTHLY" : "WEEKLY",
                    "interval": line.every > 1 ? .int(line.every) : nil,
                    "byday": .string(line.days),
                    "dtstart": line.startsOn.map { .string("\($0)") },
                    "valid_from": line.validFrom.map { .string("\($0)") },
                    "valid_to": line.validTo.map { .string("\($0)") },
                    "opens_at": .string(clockText(line.opens)),
                    "closes_at": .string(clockText(line.closes)),
                ])
        }
        for exception in shelved.times.exceptions {
            let day: JSON = .string("\(exception.day)")
            put(
                "schedule", "day:\(exception.day)", of: shelved.place,
                [
                    "location_id": .string(id), "valid_from": day, "valid_to": day,
                    "description": exception.window == nil ? "closed" : nil,
                    "opens_at": exception.window.map { .string(clockText($0.lowerBound)) },
                    "closes_at": exception.window.map { .string(clockText($0.upperBound)) },
                ])
        }
    }

    // MARK: - What it does

    private mutating func addService(_ code: String, _ shelved: ShelvedPlace, processes: Bool) {
        let (place, detail) = (shelved.place, shelved.detail)
        let term = terms.first { $0.taxonomy == "needs" && $0.code == code }
        let id = hsdsID("cais:service:\(place.slug):\(code)")
        records.append(
            HSDSRecord(
                "service", id,
                [
                    "organization_id": .string(bodyID(place.kind.organisation)),
                    "name": .string(term?.name ?? code),
                    "status": place.isOpen ? "active" : "defunct",
                    "interpretation_services": detail?.interpreters.map(JSON.string),
                    "eligibility_description": detail?.eligibility.map(JSON.string),
                    "fees_description": detail?.cost.map(JSON.string),
                    "assured_date": detail?.checkedOn.map { .string("\($0)") },
                ]))
        put(
            "service_at_location", "at:\(code)", of: place,
            [
                "service_id": .string(id), "location_id": .string(locationID(place)),
                "description": processes ? "processes" : "informs",
            ])
        addAttribute("needs", code, to: ("service", id), of: place)
        addAttribute("acts", processes ? "processes" : "informs", to: ("service", id), of: place)
        for topic in terms where topic.need == code && topic.taxonomy != "needs" {
            guard serves(topic, place.kind) else { continue }
            addAttribute(topic.taxonomy, topic.code, to: ("service", id), of: place, about: code)
        }
        if let area = detail?.area {
            put(
                "service_area", "area:\(code)", of: place,
                ["service_id": .string(id), "name": .string(area)])
        }
        if let cost = detail?.cost {
            put(
                "cost_option", "cost:\(code)", of: place,
                [
                    "service_id": .string(id), "amount_description": .string(cost),
                ])
        }
        for document in detail?.documents ?? [] {
            put(
                "required_document", "document:\(code):\(document)", of: place,
                [
                    "service_id": .string(id), "document": .string(document),
                ])
        }
    }

    /// Topics are those of local centres, offices and branches those of national centres.
    private func serves(_ term: TermRow, _ kind: PlaceKind) -> Bool {
        term.taxonomy == "claim-topics" ? kind == .claim : kind == .cnaim
    }

    private mutating func addAttribute(
        _ taxonomy: String, _ code: String, to owner: (table: String, id: String), of place: Place,
        value: String? = nil, about: String = ""
    ) {
        guard terms.contains(where: { $0.taxonomy == taxonomy && $0.code == code }) else { return }
        put(
            "attribute", "\(owner.id):\(taxonomy):\(code):\(about)", of: place,
            [
                "link_id": .string(owner.id), "link_entity": .string(owner.table),
                "link_type": .string(taxonomy), "taxonomy_term_id": .string(termID(taxonomy, code)),
                "value": value.map(JSON.string),
            ])
    }

    private mutating func put(
        _ table: String, _ name: String, of place: Place, _ values: [String: JSON?]
    ) {
        records.append(HSDSRecord(table, hsdsID("cais:\(table):\(place.slug):\(name)"), values))
    }
}

func locationID(_ place: Place) -> String { hsdsID("cais:location:\(place.slug)") }
func termID(_ taxonomy: String, _ code: String) -> String {
    hsdsID("cais:term:\(taxonomy):\(code)")
}
private func taxonomyID(_ name: String) -> String { hsdsID("cais:taxonomy:\(name)") }
private func bodyID(_ id: OrganisationID?) -> String {
    hsdsID("cais:organisation:" + (id.map { "\($0)" } ?? "unknown"))
}
