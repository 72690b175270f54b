import Formats
import Kernel
import SDMX
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// What the services say of flows, structures, lists and availability; read by our own reader.
@Suite struct RESTStructureTests {
    private func artefacts(
        _ sample: ServiceSample, _ path: String, _ format: StructureFormat = .ml21
    ) async throws -> [StructureArtefact] {
        let answer = try await sample.get(path, accept: "application/vnd.sdmx." + format.rawValue)
        try #require(answer.status == 200, "\(path) \(answer.text.prefix(300))")
        #expect(answer.header("content-type") == "application/vnd.sdmx." + format.rawValue)
        return try structures(answer.body, format)
    }

    private func names(_ all: [StructureArtefact]) -> Set<String> {
        Set(all.map { "\($0.kind.rawValue)=\($0.about.reference.text)" })
    }

    @Test(arguments: StructureFormat.allCases, Engine.underTest)
    func `a structure has its dimensions, lists and attributes in every format`(
        format: StructureFormat, engine: Engine
    ) async throws {
        let sample = try await ServiceSample.make(engine)
        let all = try await artefacts(
            sample, "/sdmx/3.0/structure/datastructure/CAIS/PERMITS/1.0?references=descendants",
            format)
        let structure = try #require(
            all.compactMap { artefact -> DataStructure? in
                if case .dataStructure(let it) = artefact { it } else { nil }
            }.first)
        #expect(structure.dimensions.map(\.id) == ["FREQ", "GEO", "SEX"])
        #expect(structure.dimensions[1].codelist == ours("CL_PERMITS_GEO"))
        #expect(structure.timeDimension?.id == "TIME_PERIOD")
        #expect(structure.measures.map(\.id) == ["OBS_VALUE"])
        #expect(
            Set(structure.attributes.map(\.id)) == Set(ServedAttribute.allCases.map(\.rawValue)))
        #expect(structure.attributes.first { $0.id == "OBS_STATUS" }?.attachment == .observation)
        #expect(structure.names == ["en": "Permits & others", "pt": "Autorizações <raras>"])
        let lists = all.compactMap { artefact -> ItemScheme? in
            if case .items(let it) = artefact, it.about.kind == .codelist { it } else { nil }
        }
        let geo = try #require(lists.first { $0.reference.id == "CL_PERMITS_GEO" })
        #expect(geo.items.map(\.id) == ["PT", "ES", "FOREIGN_COUNTRY", "_Z"])
        #expect(geo.items[2].names["en"] == "en Foreign country")
        let sex = try #require(lists.first { $0.reference.id == "CL_PERMITS_SEX" })
        #expect(sex.items.map(\.parent) == [nil, "T", "T", nil])
        #expect(
            lists.contains { $0.reference.id == "CL_FREQ" && $0.items.contains { $0.id == "A" } })
    }

    @Test(arguments: [
        ("dataflow/CAIS/PERMITS", ["Dataflow=CAIS:PERMITS(1.0)"]),
        ("dataflow/all/all/latest", ["Dataflow=CAIS:PERMITS(1.0)"]),
        (
            "dataflow/CAIS/PERMITS/1.0?references=children",
            [
                "Dataflow=CAIS:PERMITS(1.0)", "DataStructure=CAIS:PERMITS(1.0)",
                "AgencyScheme=SDMX:AGENCIES(1.0)",
            ]
        ),
        (
            "dataflow/CAIS/PERMITS?references=codelist",
            [
                "Dataflow=CAIS:PERMITS(1.0)", "Codelist=CAIS:CL_FREQ(1.0)",
                "Codelist=CAIS:CL_PERMITS_GEO(1.0)",
                "Codelist=CAIS:CL_PERMITS_SEX(1.0)", "Codelist=CAIS:CL_OBS_STATUS(1.0)",
                "Codelist=CAIS:CL_CONF_STATUS(1.0)",
            ]
        ),
        (
            "dataflow/CAIS/PERMITS?references=parents",
            [
                "Dataflow=CAIS:PERMITS(1.0)", "ContentConstraint=CAIS:CR_PERMITS(1.0)",
                "Categorisation=CAIS:CAT_PERMITS(1.0)",
            ]
        ),
        (
            "codelist/CAIS/CL_FREQ?references=parents",
            ["Codelist=CAIS:CL_FREQ(1.0)", "DataStructure=CAIS:PERMITS(1.0)"]
        ),
        ("codelist/CAIS/CL_PERMITS_GEO", ["Codelist=CAIS:CL_PERMITS_GEO(1.0)"]),
        ("conceptscheme/CAIS/CS_PERMITS", ["ConceptScheme=CAIS:CS_PERMITS(1.0)"]),
        ("agencyscheme", ["AgencyScheme=SDMX:AGENCIES(1.0)"]),
        (
            "categoryscheme/CAIS/TOPICS?references=parentsandsiblings",
            [
                "CategoryScheme=CAIS:TOPICS(1.0)", "Categorisation=CAIS:CAT_PERMITS(1.0)",
                "Dataflow=CAIS:PERMITS(1.0)", "AgencyScheme=SDMX:AGENCIES(1.0)",
            ]
        ),
        ("contentconstraint/CAIS/CR_PERMITS", ["ContentConstraint=CAIS:CR_PERMITS(1.0)"]),
    ])
    func `what is asked for comes, with what it refers to`(
        path: String, expected: [String]
    ) async throws {
        let sample = try await ServiceSample.make()
        let all = try await artefacts(sample, "/sdmx/2.1/" + path)
        #expect(names(all) == Set(expected))
    }

    @Test func `stubs have names alone, and an item comes alone`() async throws {
        let sample = try await ServiceSample.make()
        let stubs = try await sample.get(
            "/sdmx/2.1/codelist/CAIS/all?detail=allstubs", accept: "application/xml")
        #expect(stubs.text.contains("CL_PERMITS_GEO") && !stubs.text.contains("Foreign country"))
        let partly = try await sample.get(
            "/sdmx/2.1/datastructure/CAIS/PERMITS?references=children&detail=referencestubs",
            accept: "application/xml")
        #expect(partly.text.contains("\"OBS_VALUE\"") && !partly.text.contains("Foreign country"))
        let item = try await artefacts(sample, "/sdmx/2.1/codelist/CAIS/CL_PERMITS_GEO/1.0/PT+ES")
        guard case .items(let list) = item.first else { throw Missing() }
        #expect(list.items.map(\.id) == ["PT", "ES"])
        let partial = try await artefacts(
            sample,
            "/sdmx/2.1/datastructure/CAIS/PERMITS?references=children&detail=referencepartial")
        let geo = partial.compactMap { artefact -> ItemScheme? in
            if case .items(let it) = artefact, it.reference.id == "CL_PERMITS_GEO" {
                it
            } else {
                nil
            }
        }.first
        #expect(geo?.items.map(\.id) == ["PT", "ES", "FOREIGN_COUNTRY"])
    }

    @Test func `a flow says where its years stop being comparable`() async throws {
        let sample = try await ServiceSample.make()
        let flow = try #require(
            try await artefacts(sample, "/sdmx/2.1/dataflow/CAIS/PERMITS").first)
        let mark = try #require(flow.about.annotations.first { $0.type == "BREAK" })
        #expect(
            mark.title == "2021" && mark.texts == ["en": "Another count", "pt": "Outra contagem"])
        #expect(
            flow.about.annotations.contains {
                $0.type == "LICENCE" && $0.texts["en"] == "CC BY 4.0"
            })
    }

    @Test(arguments: StructureFormat.allCases)
    func `availability is what a query would send`(format: StructureFormat) async throws {
        let sample = try await ServiceSample.make()
        let all = try await artefacts(
            sample,
            "/sdmx/3.0/availability/dataflow/CAIS/PERMITS/1.0/A.ES.*?c[TIME_PERIOD]=le:2019", format
        )
        guard case .constraint(let there) = all.first else { throw Missing() }
        let keys = Dictionary(
            (there.regions.first?.keys ?? []).map { ($0.id, $0.values.map(\.value)) },
            uniquingKeysWith: { one, _ in one })
        // ES F 2019 went with the second vintage.
        #expect(keys["GEO"] == ["ES"] && keys["SEX"] == ["T", "M"] && keys["FREQ"] == ["A"])
        let text = try await sample.get(
            "/sdmx/3.0/availability/dataflow/CAIS/PERMITS/1.0/A.ES.*?c[TIME_PERIOD]=le:2019",
            accept: "application/vnd.sdmx." + format.rawValue
        ).text
        #expect(text.contains("obs_count") || there.counts["obsCount"] == 2)
    }

    @Test func `availability of 2 1 counts, names one dimension, and shows what could be chosen`()
        async throws
    {
        let sample = try await ServiceSample.make()
        func region(_ path: String) async throws -> [String: [String]] {
            let all = try await artefacts(sample, "/sdmx/2.1/availableconstraint/PERMITS" + path)
            guard case .constraint(let there) = all.first else { throw Missing() }
            return Dictionary(
                (there.regions.first?.keys ?? []).map { ($0.id, $0.values.map(\.value).sorted()) },
                uniquingKeysWith: { one, _ in one })
        }
        #expect(try await region("/A.PT.T/all/SEX") == ["SEX": ["T"]])
        let exact = try await region("/A.PT.T")
        #expect(exact["GEO"] == ["PT"])
        let open = try await region("/A.PT.T?mode=available")
        #expect(open["GEO"] == ["ES", "FOREIGN_COUNTRY", "PT"] && open["SEX"] == ["F", "M", "T"])
        let references = try await artefacts(
            sample, "/sdmx/2.1/availableconstraint/PERMITS/A.PT.T?references=all")
        #expect(names(references).contains("DataStructure=CAIS:PERMITS(1.0)"))
        let geo = references.compactMap { artefact -> ItemScheme? in
            if case .items(let it) = artefact, it.reference.id == "CL_PERMITS_GEO" {
                it
            } else {
                nil
            }
        }.first
        #expect(geo?.items.map(\.id) == ["PT"])
        let whole = try await sample.get(
            "/sdmx/2.1/availableconstraint/PERMITS", accept: "application/xml"
        ).text
        #expect(whole.contains("44") && whole.contains("obs_count"))
    }

    @Test
    func `of two series that name one flow the first has it, and the other a name of its own`() {
        func series(_ key: String, _ flow: String) -> Series {
            var one = Series(key: key, family: key, titlePt: "", titleEn: "")
            one.dataflow = flow
            return one
        }
        let shelf = FlowShelf([
            series("a", "ESTAT:X(1.0)"), series("b", "ESTAT:X(1.0)"), series("c.d", ""),
            series("c-d", ""),
            series("e", "no reference"), series("f", "ESTAT:Y"),
        ])
        #expect(
            shelf.places.map(\.reference.text) == [
                "ESTAT:X(1.0)", "CAIS:B(1.0)", "CAIS:C_D(1.0)", "CAIS:C_D_2(1.0)", "CAIS:E(1.0)",
                "ESTAT:Y(1.0)",
            ])
        #expect(shelf.places.map(\.name) == ["ESTAT_X", "B", "C_D", "C_D_2", "E", "ESTAT_Y"])
    }
}

private struct Missing: Error {}
