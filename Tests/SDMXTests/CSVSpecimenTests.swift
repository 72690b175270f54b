import Formats
import SDMX
import TestSupport
import Testing

private func given(_ name: String, _ known: KnownComponents? = nil) throws -> Given? {
    guard let bytes = try specimen("v3/csv/example-\(name).csv") else { return nil }
    var reader = try CSVDataReader(bytes: bytes, file: "example-\(name).csv", known: known)
    return try Given(&reader)
}

@Suite struct CSVSpecimenTests {
    // In these examples of the standard DIM_3 holds the time: without a structure it is one dimension more.
    @Test func `example 1 has three dimensions and four attributes`() throws {
        guard let given = try given("01") else { return }
        #expect(given.heads[0].structure.dataflow == "ESTAT:NA_MAIN(1.6.0)")
        #expect(given.heads[0].structure.dimensions == ["DIM_1", "DIM_2", "DIM_3"])
        #expect(given.heads[0].structure.attributes == ["ATTR_2", "ATTR_3", "ATTR_1", "UPDATED"])
        #expect(given.observations.map(\.value) == [12.4, 10.8])
        #expect(given.observations[1].attributes["ATTR_1"] == "Y")
        #expect(given.observations[1].attributes["ATTR_3"] == "Normal, special and other values")
        let known = KnownComponents(
            dimensions: ["DIM_1", "DIM_2"], time: "DIM_3", attributes: ["ATTR_1", "ATTR_2"])
        let timed = try CSVSpecimenTests.timed(known)
        #expect(timed?.map(\.period) == ["2014-01", "2014-02"])
        #expect(timed?.map(\.key) == [["A", "B"], ["A", "B"]])
    }

    private static func timed(_ known: KnownComponents) throws -> [Observation]? {
        try SDMXTests.given("01", known)?.observations
    }

    @Test func `example 3 orders dimensions as its series key, and has two measures`() throws {
        guard let given = try given("03") else { return }
        #expect(given.heads[0].structure.dimensions == ["DIM_1", "DIM_2", "DIM_3"])
        #expect(given.heads[0].structure.measures == ["OBS_VALUE1", "OBS_VALUE2"])
        #expect(given.observations[0].key == ["A", "B", "2014-01"])
        #expect(given.observations.map(\.value) == [12.4, 10.8])
        #expect(given.observations.map { $0.attributes["OBS_VALUE2"] } == ["12.5", "10.9"])
    }

    @Test func `example 4 has semicolons, decimal commas and labels behind codes`() throws {
        guard let bytes = try specimen("v3/csv/example-04.csv") else { return }
        var reader = try CSVDataReader(bytes: bytes, file: "4.csv")
        let given = try Given(&reader)
        #expect(
            given.heads[0].structure.dataflowName == "Principaux agrégats des comptes nationaux")
        #expect(given.observations.map(\.value) == [12.4, 10.8])
        #expect(given.observations[0].key == ["A", "B", "2014-01"])
        #expect(reader.codeLabels["DIM_1"] == ["A": "Value A"])
        #expect(reader.codeLabels["ATTR_1"] == ["N": "Non", "Y": "Oui"])
    }

    @Test func `example 6 has a label column beside each column`() throws {
        guard let bytes = try specimen("v3/csv/example-06.csv") else { return }
        var reader = try CSVDataReader(bytes: bytes, file: "6.csv")
        let given = try Given(&reader)
        #expect(given.heads[0].structure.labels["DIM_2"] == "Dimension 2")
        #expect(given.observations[1].key == ["A", "B", "2014-02"] && abs(given.sum - 23.2) < 1e-9)
        #expect(reader.codeLabels["ATTR_3"] == ["N": "No", "Y": "Yes"])
    }

    @Test func `example 7 has attributes of many values`() throws {
        guard let given = try given("07") else { return }
        let first = given.observations[0].attributes
        #expect(first["ATTR_1"] == #"["Value X","Value Y"]"#)
        #expect(first["ATTR_2"] == #"["M, N & O","P & Q"]"#)
        #expect(given.observations[1].attributes["ATTR_3"] == #"["A","C"]"#)
    }

    @Test func `example 9 holds three structures, and texts by language`() throws {
        guard let given = try given("09A") else { return }
        #expect(
            given.heads.map(\.structure.dataflow) == [
                "ESTAT:DF_NA_MAIN(1.6.0)", "ESTAT:DSD_NA_MAIN(1.7.0)", "ESTAT:DPA_NA_MAIN(1.8.0)",
            ])
        #expect(abs(given.sum - 34.4) < 1e-9)
        #expect(
            given.observations[1].attributes["ATTR_1"].map(AttributeText.init)
                == .languages(["en": "Value \"X\"", "fr": "Valeur \"X\""]))
        guard let other = try SDMXTests.given("09B") else { return }
        #expect(other.heads.count == 3 && other.heads[0].structure.dimensions.count == 6)
        #expect(other.heads[0].structure.measures == ["MEAS_A1B1C1", "MEAS_C2"])
        #expect(
            other.observations.map(\.text) == ["MEASVAL_A1B1C1", "MEASVAL_A1B1C1", "MEAS_A1B1C1"])
        #expect(other.observations[2].attributes == ["MEAS_C2": "MEAS_C2"])
        #expect(other.observations[2].key == ["", "", "DIMVAL_A3C2", "", "DIMVAL_C1", "DIMVAL_C3"])
    }

    @Test func `example 11 names a structure without a version`() throws {
        guard let given = try given("11") else { return }
        #expect(given.heads[0].structure.dataflow == "AGENCY:DF_ID" && abs(given.sum - 23.2) < 1e-9)
    }

    @Test func `examples 12 and 14 have attributes and no observations`() throws {
        guard let given = try given("12"), let other = try SDMXTests.given("14") else { return }
        #expect(given.observations.isEmpty && given.groups.count == 2)
        #expect(
            given.groups[1].key == ["B", "2014-02"] && given.groups[1].attributes == ["ATTR_1": "Y"]
        )
        #expect(other.observations.isEmpty && other.groups.map(\.key) == [["A"], ["B"]])
        let attributes = other.groups[1].attributes
        #expect(
            attributes["COLLECTION.METHOD"].map(AttributeText.init)
                == .languages(["en": "CCC", "fr": "DDD"]))
        #expect(attributes["CONTACT"] == #"["Contact 1","Contact 2","Contact 3"]"#)
        #expect(
            attributes["CONTACT.NAME"]
                == #"[["Contact 1 Name 1","Contact 1 Name 2"],[""],["Contact 3 Name 1","Contact 3 Name 2"]]"#
        )
    }

    @Test func `example 15 has a line break within quotes`() throws {
        guard let given = try given("15") else { return }
        #expect(
            given.observations[0].attributes["ATTR_1"]
                == "<p>This is some \"xhtml\" with a line\nbreak</p>")
        #expect(given.observations.count == 2)
    }

    @Test func `examples 17 to 19 delete by wildcards`() throws {
        guard let first = try given("17"), let second = try SDMXTests.given("18"),
            let third = try SDMXTests.given("19B")
        else { return }
        for given in [first, second, third] { #expect(given.heads.map(\.action) == [.delete]) }
        #expect(first.observations.map(\.key) == [["", "A", ""], ["", "B", ""]])
        // A dash is no value: it says that what stands there is deleted.
        #expect(first.observations.map(\.text) == ["-", nil] && first.sum == 0)
        #expect(first.observations[1].attributes == ["ATTR_3": "-"])
        #expect(second.observations.map(\.key) == [["A", ""], ["B", "C"]])
        #expect(third.observations.map(\.key) == [["", "", ""]])
    }

    @Test(arguments: [
        "01", "03", "04", "06", "07", "09A", "09B", "11", "12", "14", "15", "17", "18", "19B",
    ])
    func `what is written of an example is read back equal`(_ name: String) throws {
        guard let bytes = try specimen("v3/csv/example-\(name).csv") else { return }
        var reader = try CSVDataReader(bytes: bytes, file: name)
        let all = try events(&reader)
        var again = try CSVDataReader(bytes: bytes, file: name)
        let wanted = try Given(&again)
        // 1.0 holds one structure and no group; it refuses, and says what to do.
        for (form, given) in try roundTrips(all, isSingle: wanted.heads.count == 1) {
            #expect(given.lines == wanted.lines, "\(form)")
            #expect(given.groups.count == wanted.groups.count || form == "json 1.0", "\(form)")
        }
    }
}
