/// A table of the Human Services Data Specification 3.0 (Open Referral): its fields, and what hangs under its records.
struct HSDSTable: Sendable {
    let name: String
    /// The name of its CSV file in a data package, without the ending.
    let file: String
    let fields: [HSDSField]
    let nests: [HSDSNest]

    init(_ name: String, file: String, _ fields: String, under nests: String = "") {
        self.name = name
        self.file = file
        self.fields = ("id:uuid! " + fields).split(separator: " ").map(HSDSField.init)
        let all = nests + (name == "metadata" ? "" : " metadata=metadata.resource_id")
        let hasAttributes = !["attribute", "metadata", "taxonomy", "taxonomy_term"].contains(name)
        self.nests = (all + (hasAttributes ? " attributes=attribute.link_id" : ""))
            .split(separator: " ").map { HSDSNest($0, owner: name) }
    }

    static func named(_ name: String) -> HSDSTable? { byName[name] }

    /// Parents before what hangs under them.
    static let all: [HSDSTable] = [
        HSDSTable(
            "organization", file: "organizations",
            """
            name! alternate_name description! email:email website:uri tax_status tax_id year_incorporated:number \
            legal_status logo uri:uri parent_organization_id:uuid>organization
            """,
            under: """
                funding=funding contacts=contact phones=phone locations=location programs=program \
                organization_identifiers=organization_identifier
                """),
        HSDSTable(
            "program", file: "programs",
            "organization_id:uuid>organization name! alternate_name description!"),
        HSDSTable(
            "service", file: "services",
            """
            organization_id:uuid>organization program_id:uuid>program name! alternate_name description url:uri \
            email:email status:service-status! interpretation_services application_process fees_description \
            wait_time fees accreditations eligibility_description minimum_age:number maximum_age:number \
            assured_date:date assurer_email:email licenses alert last_modified:date-time
            """,
            under: """
                phones=phone schedules=schedule service_areas=service_area \
                service_at_locations=service_at_location languages=language \
                !organization=organization.organization_id funding=funding cost_options=cost_option \
                !program=program.program_id required_documents=required_document contacts=contact
                """),
        HSDSTable(
            "location", file: "locations",
            """
            location_type:place-type! url:uri organization_id:uuid>organization name alternate_name description \
            transportation latitude:number longitude:number external_identifier external_identifier_type
            """,
            under: """
                languages=language addresses=address contacts=contact accessibility=accessibility \
                phones=phone schedules=schedule
                """),
        HSDSTable(
            "service_at_location", file: "service_at_location",
            "service_id:uuid>service location_id:uuid>location description",
            under:
                "contacts=contact phones=phone schedules=schedule !location=location.location_id"),
        HSDSTable(
            "address", file: "addresses",
            """
            location_id:uuid>location attention address_1! address_2 city! region state_province? postal_code? \
            country! address_type:place-type!
            """),
        HSDSTable(
            "contact", file: "contacts",
            """
            organization_id:uuid>organization service_id:uuid>service \
            service_at_location_id:uuid>service_at_location location_id:uuid>location name title department \
            email:email
            """, under: "phones=phone"),
        HSDSTable(
            "phone", file: "phones",
            """
            location_id:uuid>location service_id:uuid>service organization_id:uuid>organization \
            contact_id:uuid>contact service_at_location_id:uuid>service_at_location number! extension:number type \
            description
            """, under: "languages=language"),
        HSDSTable(
            "schedule", file: "schedules",
            """
            service_id:uuid>service location_id:uuid>location service_at_location_id:uuid>service_at_location \
            valid_from:date valid_to:date dtstart:date timezone:number until:date count:number wkst:days \
            freq:frequency interval:number byday byweekno bymonthday byyearday description opens_at:time \
            closes_at:time schedule_link:uri attending_type notes
            """),
        HSDSTable(
            "language", file: "languages",
            "service_id:uuid>service location_id:uuid>location phone_id:uuid>phone name code note"),
        HSDSTable(
            "accessibility", file: "accessibility",
            "location_id:uuid>location description details url:uri"),
        HSDSTable(
            "service_area", file: "service_areas",
            "service_id:uuid>service name description extent extent_type uri"),
        HSDSTable(
            "cost_option", file: "cost_options",
            """
            service_id:uuid>service valid_from:date valid_to:date option currency amount:number \
            amount_description
            """),
        HSDSTable(
            "required_document", file: "required_documents",
            "service_id:uuid>service document uri:uri"),
        HSDSTable(
            "funding", file: "funding",
            "organization_id:uuid>organization service_id:uuid>service source"),
        HSDSTable(
            "organization_identifier", file: "organization_identifiers",
            "organization_id:uuid>organization identifier_scheme identifier_type! identifier!"),
        HSDSTable(
            "taxonomy", file: "taxonomies", "name! description! uri:uri version"),
        HSDSTable(
            "taxonomy_term", file: "taxonomy_terms",
            """
            code name! description! parent_id:uuid>taxonomy_term taxonomy language \
            taxonomy_id:uuid>taxonomy term_uri:uri
            """, under: "!taxonomy_detail=taxonomy.taxonomy_id"),
        HSDSTable(
            "attribute", file: "attributes",
            "link_id:uuid taxonomy_term_id:uuid>taxonomy_term link_type link_entity value",
            under: "!taxonomy_term=taxonomy_term.taxonomy_term_id"),
        HSDSTable(
            "metadata", file: "metadata",
            """
            resource_id:uuid resource_type last_action_date:date! last_action_type! field_name! previous_value? \
            replacement_value? updated_by!
            """),
        HSDSTable(
            "meta_table_description", file: "meta_table_descriptions", "name language character_set"
        ),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
