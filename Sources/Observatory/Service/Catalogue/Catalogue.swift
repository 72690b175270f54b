import Formats
import Kernel
import SDMX

/// The catalogue in the words of DCAT-AP 3. Addresses are relative: they hold wherever the house stands.
struct Catalogue {
    let entries: [CatalogueEntry]

    var json: JSON {
        let sets = entries.map { JSON.object(["@id": .string($0.address)]) }
        let catalogue: JSON = [
            "@id": "/observatory/catalogue.jsonld", "@type": "dcat:Catalog",
            "dct:title": words(en: "Series of the observatory", pt: "Séries do observatório"),
            "dct:description": words(
                en:
                    "Published statistics on migration, each with its definition, source and vintage.",
                pt:
                    "Estatísticas publicadas sobre migrações, cada uma com definição, fonte e versão."
            ),
            "dct:publisher": agent("Cais"), "foaf:homepage": ["@id": "/observatory"],
            "dct:language": .array(["ENG", "POR"].map { authority("language", $0) }),
            "dcat:themeTaxonomy": authority("data-theme", nil),
            "dcat:dataset": .array(sets),
            "dcat:service": [["@id": "/sdmx/2.1"], ["@id": "/sdmx/3.0"]],
        ]
        let services = [("2.1", "SDMX 2.1 REST"), ("3.0", "SDMX 3.0 REST")].map {
            version, title -> JSON in
            [
                "@id": .string("/sdmx/" + version), "@type": "dcat:DataService",
                "dct:title": words(en: title, pt: title),
                "dcat:endpointURL": ["@id": .string("/sdmx/" + version)],
                "dcat:endpointDescription": [
                    "@id": "https://github.com/sdmx-twg/sdmx-rest/blob/master/api/sdmx-rest.yaml"
                ],
                "dct:conformsTo": ["@id": "https://github.com/sdmx-twg/sdmx-rest"],
                "dcat:servesDataset": .array(sets),
            ]
        }
        return [
            "@context": .object(prefixes.mapValues { .string($0) }),
            "@graph": .array([catalogue] + services + entries.map(\.json)),
        ]
    }
}

/// One series as a data set with its files.
struct CatalogueEntry {
    let place: FlowShelf.Place
    let countries: [String]
    let span: StateSpans.Span?

    private var series: Series { place.series }
    var address: String { "/observatory/" + series.key }

    var json: JSON {
        var entry: [String: JSON] = [
            "@id": .string(address), "@type": "dcat:Dataset", "dct:identifier": .string(series.key),
            "dct:title": words(en: series.titleEn, pt: series.titlePt),
            "dct:description": words(
                en: series.definitionEn.isEmpty ? series.titleEn : series.definitionEn,
                pt: series.definitionPt.isEmpty ? series.titlePt : series.definitionPt),
            "dct:publisher": agent(
                series.publisher.isEmpty ? firstClause(series.source) : series.publisher),
            "dct:source": .string(series.source), "dcat:landingPage": ["@id": .string(address)],
            "dct:language": .array(["ENG", "POR"].map { authority("language", $0) }),
            "dcat:theme": authority("data-theme", "SOCI"),
            "dct:accrualPeriodicity": authority("frequency", periodicity),
            "dct:modified": [
                "@type": "xsd:dateTime", "@value": .string(series.updatedAt.description),
            ],
            "dcat:version": .string(series.vintage), "dct:spatial": spatial,
            "adms:identifier": [
                "@type": "adms:Identifier", "skos:notation": .string(place.reference.text),
            ],
            "dcat:distribution": .array(distributions),
        ]
        if !series.topic.isEmpty {
            entry["dcat:keyword"] = topicWords(topicNames(series.topic))
        }
        if let span {
            entry["dct:temporal"] = [
                "@type": "dct:PeriodOfTime", "dcat:startDate": date(span.from),
                "dcat:endDate": date(span.to),
            ]
        }
        if !series.contact.isEmpty {
            entry["dcat:contactPoint"] = [
                "@type": "vcard:Kind", "vcard:fn": .string(series.contact),
            ]
        }
        return .object(entry.filter { $0.value != .array([]) })
    }

    private func topicWords(_ names: LocalTexts) -> JSON {
        .array(
            names.sorted { $0.key < $1.key }.map {
                ["@language": .string($0.key), "@value": .string($0.value)]
            })
    }

    private var periodicity: String {
        switch series.frequency {
        case "annual": "ANNUAL"
        case "half-yearly", "semi-annual": "ANNUAL_2"
        case "quarterly": "QUARTERLY"
        case "monthly": "MONTHLY"
        case "weekly": "WEEKLY"
        case "daily": "DAILY"
        default: "IRREG"
        }
    }

    /// Countries by the authority table of the European Union, which names them by ISO 3166 alpha-3; of the whole world, how many.
    private var spatial: JSON {
        if countries.count <= countriesMax {
            return .array(countries.map { authority("country", $0) })
        }
        return [
            "@type": "dct:Location",
            "rdfs:label": words(
                en: "\(countries.count) countries and areas",
                pt: "\(countries.count) países e territórios"),
        ]
    }

    private var distributions: [JSON] {
        fileForms.map { form in
            let file = address + "/" + form.file
            var distribution: [String: JSON] = [
                "@id": .string(file), "@type": "dcat:Distribution",
                "dct:title": words(en: form.name, pt: form.name),
                "dcat:accessURL": ["@id": .string(address)],
                "dcat:downloadURL": ["@id": .string(file)],
                "dct:format": authority("file-type", form.kind),
                "dcat:mediaType": [
                    "@id": .string("https://www.iana.org/assignments/media-types/" + form.media)
                ],
            ]
            if let standard = form.standard {
                distribution["dct:conformsTo"] = ["@id": .string(standard)]
            }
            if let licence = licenceAddress(series.licence) {
                distribution["dct:license"] = ["@id": .string(licence)]
            }
            if !series.licence.isEmpty {
                distribution["dct:rights"] = [
                    "@type": "dct:RightsStatement", "rdfs:label": .string(series.licence),
                ]
            }
            return .object(distribution)
        }
    }
}

/// The address of a licence that is named in words; nil where it names none that has one.
func licenceAddress(_ words: String) -> String? {
    let plain = words.uppercased().map { $0 == "-" ? " " : $0 }
    let text = String(plain)
    return licences.first { text.contains($0.name) }?.address
}

/// The longer names first: `CC BY` stands in `CC BY SA`.
private let licences: [(name: String, address: String)] = [
    ("CC BY 3.0 IGO", "http://creativecommons.org/licenses/by/3.0/igo/"),
    ("CC BY SA 4.0", "http://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC BY 4.0", "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"),
    ("CC BY 3.0", "http://creativecommons.org/licenses/by/3.0/"),
    ("CC0", "http://publications.europa.eu/resource/authority/licence/CC0"),
    ("ODC BY", "https://opendatacommons.org/licenses/by/1-0/"),
    ("PUBLIC DOMAIN", "https://creativecommons.org/publicdomain/mark/1.0/"),
]

private let fileForms:
    [(file: String, name: String, kind: String, media: String, standard: String?)] = [
        ("data.csv", "CSV", "CSV", "text/csv", nil),
        ("data.json", "JSON-stat 2.0", "JSON", "application/json", "https://json-stat.org/full/"),
        ("data.xml", "SDMX-ML 3.0", "XML", "application/xml", "https://sdmx.org/standards-2/"),
        (
            "data.sdmx.json", "SDMX-JSON 2.0", "JSON", "application/json",
            "https://sdmx.org/standards-2/"
        ),
    ]

private let prefixes = [
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "adms": "http://www.w3.org/ns/adms#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
]

private func words(en: String, pt: String) -> JSON {
    [["@language": "en", "@value": .string(en)], ["@language": "pt", "@value": .string(pt)]]
}

private func agent(_ name: String) -> JSON { ["@type": "foaf:Agent", "foaf:name": .string(name)] }

private func date(_ text: String) -> JSON { ["@type": "xsd:date", "@value": .string(text)] }

/// An entry of the tables of the Publications Office of the European Union.
private func authority(_ table: String, _ code: String?) -> JSON {
    [
        "@id": .string(
            "http://publications.europa.eu/resource/authority/\(table)"
                + (code.map { "/" + $0 } ?? ""))
    ]
}

private let countriesMax = 60
