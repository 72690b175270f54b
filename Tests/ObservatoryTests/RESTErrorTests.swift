import Formats
import Kernel
import TestSupport
import Testing
import Web

@testable import Observatory

/// What the services refuse, and how they say it.
@Suite struct RESTErrorTests {
    @Test(arguments: [
        (older + "/A.PT", 400, 150), (older + "/A.PT.T.X", 400, 150),
        (older + "/A.P!T.T", 400, 140),
        (older + "/A.XX.T", 404, 100), ("/sdmx/2.1/data/GHOSTS", 404, 100),
        ("/sdmx/2.1/data/CAIS,PERMITS,7.0", 404, 100),
        ("/sdmx/2.1/data/A,B,C,D", 400, 140), ("/sdmx/2.1/data/CAIS,PERMITS,x", 400, 140),
        (older + "/A.PT.T/ESTAT", 404, 100),
        (older + "?startPeriod=soon", 400, 140), (older + "?endPeriod=2020-13", 400, 140),
        (older + "?firstNObservations=0", 400, 140), (older + "?lastNObservations=many", 400, 140),
        (older + "?updatedAfter=yesterday", 400, 140), (older + "?detail=some", 400, 140),
        (older + "?dimensionAtObservation=AGE", 400, 150),
        (older + "?includeHistory=maybe", 400, 140),
        (older + "?colour=red", 400, 140), (older + "?c[SEX]=T", 400, 140),
        (older + "?vintage=third", 404, 100),
        (older + "?startPeriod=2031", 404, 100),
        (newer + "?c[AGE]=1", 400, 150), (newer + "?c[TIME_PERIOD]=soon", 400, 140),
        (newer + "?c[SEX]=", 400, 140),
        (newer + "?measures=WEIGHT", 400, 150), (newer + "?limit=5", 501, 501),
        (newer + "?offset=5", 501, 501),
        (newer + "?updatedAfter=2026-11-20&asOf=2026-11-10", 400, 150),
        (newer + "?startPeriod=2020", 400, 140),
        ("/sdmx/3.0/data/datastructure/CAIS/PERMITS", 501, 501),
        ("/sdmx/3.0/data/planet/CAIS/PERMITS", 400, 140),
        ("/sdmx/3.0/schema/dataflow/CAIS/PERMITS", 501, 501),
        ("/sdmx/2.1/schema/dataflow/CAIS/PERMITS", 501, 501),
        ("/sdmx/2.1/metadatastructure", 501, 501), ("/sdmx/2.1/planets", 400, 140),
        ("/sdmx/3.0/structure/hierarchy", 501, 501),
        ("/sdmx/2.1/codelist/CAIS/CL_GHOSTS", 404, 100),
        ("/sdmx/2.1/dataflow/CAIS/PERMITS/1.0/X", 400, 150),
        ("/sdmx/2.1/codelist/CAIS/CL_FREQ/1.0/ZZ", 404, 100),
        ("/sdmx/2.1/dataflow/all?references=friends", 400, 140),
        ("/sdmx/2.1/dataflow/all?detail=some", 400, 140),
        ("/sdmx/2.1/availableconstraint/PERMITS/A.PT.T/all/AGE", 400, 150),
        ("/sdmx/2.1/availableconstraint/PERMITS?mode=half", 400, 140),
        ("/sdmx/2.1/availableconstraint/PERMITS?references=friends", 400, 140),
        ("/sdmx/2.1/availableconstraint/PERMITS/A.XX.T", 404, 100),
    ])
    func `what cannot be is refused with the codes of HTTP and of SDMX`(
        path: String, status: Int, code: Int
    ) async throws {
        let sample = try await ServiceSample.make()
        let xml = try await sample.get(path, accept: "application/xml")
        #expect(xml.status == status, "\(xml.text.prefix(300))")
        let message = try XMLElement.parse(xml.body, file: "error")
        #expect(message.name == "Error")
        let said = try message.required(child: "ErrorMessage")
        #expect(said.attribute("code") == String(code), "\(xml.text)")
        let words: String = try said.required(child: "Text").text
        #expect(!words.isEmpty)
        let json = try await sample.get(path, accept: "application/json")
        #expect(json.status == status)
        let errors = try JSON.parse(json.body, file: "error")["errors"]
        #expect(errors?[0]?["code"]?.intValue == code)
        #expect(json.header("vary")?.hasPrefix("accept") == true)
    }

    @Test func `an error of the newer door is one of 3 0, and of CSV plain words`() async throws {
        let sample = try await ServiceSample.make()
        let new = try await sample.get(newer + "?limit=1", accept: "application/xml")
        #expect(new.text.contains("v3_0/message"))
        let old = try await sample.get(older + "?limit=1", accept: "application/xml")
        #expect(old.text.contains("v2_1/message"))
        let csv = try await sample.get(newer + "?limit=1")
        #expect(
            csv.text.hasPrefix("501: ")
                && csv.header("content-type")?.hasPrefix("text/plain") == true)
    }

    @Test func `what the query says is not markup in the answer`() async throws {
        let sample = try await ServiceSample.make()
        let answer = try await sample.get(older + "?%3Cb%3E%26=1", accept: "application/xml")
        #expect(
            answer.status == 400 && answer.text.contains("&lt;b&gt;&amp;")
                && !answer.text.contains("<b>"))
    }

    @Test func `formats that nobody writes here are not acceptable`() async throws {
        let sample = try await ServiceSample.make()
        for accept in [
            "image/png", "application/vnd.sdmx.data+xml;version=9.9",
            "application/vnd.sdmx.structure+xml;version=2.1",
        ] {
            let answer = try await sample.get(older, accept: accept)
            #expect(answer.status == 406, "\(accept)")
            #expect(answer.text.contains("1406"))
        }
        #expect(try await sample.get("/sdmx/2.1/dataflow", accept: "text/csv").status == 406)
    }

    @Test func `an answer over the bound is refused before it begins`() async throws {
        let sample = try await ServiceSample.make(observationsMax: 44)
        for path in [older, newer, "/sdmx/2.1/availableconstraint/PERMITS"] {
            let answer = try await sample.get(path, accept: "application/xml")
            #expect(answer.status == 413 && answer.text.contains("code=\"510\""), "\(path)")
        }
    }
}
