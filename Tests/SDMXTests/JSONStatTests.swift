import Formats
import SDMX
import Testing

private func given(_ text: String) throws -> Given {
    var reader = try JSONStatReader(bytes: Array(text.utf8), file: "x.json")
    return try Given(&reader)
}

private let dimensions = """
    "id":["sex","geo","time"],"size":[2,1,2],"role":{"time":["time"],"geo":["geo"]},
    "dimension":{"sex":{"label":"Sex","category":{"index":{"F":1,"M":0},"label":{"M":"Men"}}},
      "geo":{"category":{"label":{"PT":"Portugal"},"child":{"EU":["PT"]}}},
      "time":{"category":{"index":["2020","2021"]}}}
    """

@Suite struct JSONStatTests {
    @Test func `values may stand before what they are of`() throws {
        let given = try given(
            """
            {"version":"2.0","class":"dataset","value":[1,null,2.5,3],"status":{"1":"c","3":"p"},
             "label":"People",\(dimensions)}
            """)
        #expect(given.heads[0].structure.dimensions == ["sex", "geo"])
        #expect(given.heads[0].structure.dataflowName == "People")
        #expect(
            given.observations.map(\.key) == [
                ["M", "PT"], ["M", "PT"], ["F", "PT"], ["F", "PT"],
            ])
        #expect(given.observations.map(\.period) == ["2020", "2021", "2020", "2021"])
        #expect(given.observations.map(\.value) == [1, nil, 2.5, 3])
        #expect(given.observations.map(\.status) == [nil, "c", nil, "p"])
    }

    @Test func `a sparse cube has the cells that it names`() throws {
        let given = try given(
            #"{"version":"2.0","class":"dataset","value":{"3":7,"0":"x"},"status":"e",\#(dimensions)}"#
        )
        #expect(given.observations.map(\.value) == [7, nil])
        #expect(given.observations.map(\.text) == [nil, "x"])
        #expect(given.observations.map(\.status) == ["e", "e"])
        #expect(given.observations[0].key == ["F", "PT"] && given.observations[0].period == "2021")
    }

    @Test func `hierarchies are read`() throws {
        let reader = try JSONStatReader(
            bytes: Array(#"{"version":"2.0","class":"dataset","value":[],\#(dimensions)}"#.utf8),
            file: "x.json")
        #expect(reader.children == ["geo": ["EU": ["PT"]]])
    }

    @Test(arguments: [
        (#"{"version":"2.0","class":"collection"}"#, "a data set is expected"),
        (#"{"version":"2.0","class":"dataset","id":["a"],"size":[]}"#, "size"),
        (
            #"{"version":"2.0","class":"dataset","value":[1,2,3,4,5],\#(dimensions)}"#,
            "cell 4 is beyond"
        ),
        (
            #"{"version":"2.0","class":"dataset","value":{"x":1},\#(dimensions)}"#,
            "not the number of a cell"
        ),
        (#"{"class":"dataset","value":[],\#(dimensions)}"#, "version"),
        (
            #"{"version":"2.0","class":"dataset","id":["a","b"],"size":[9999999,9999999],"dimension":{}}"#,
            "is missing"
        ),
    ])
    func `a bad cube is refused`(_ text: String, _ part: String) {
        let error = #expect(throws: FormatError.self) { try given(text) }
        #expect(error.map { "\($0)".contains(part) } == true, "\(error.map { "\($0)" } ?? "")")
    }
}
