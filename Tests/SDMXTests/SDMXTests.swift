import Formats
import Kernel
import TestSupport
import Testing

@testable import SDMX

private func reader(_ text: String) throws -> SDMXCSVReader {
    try SDMXCSVReader(bytes: Array(text.utf8), file: "x.csv")
}

@Test func `a file of version 1 gives observations with key status and stamp`() throws {
    var file = try reader(
        """
        DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
        ESTAT:DEMO_GIND(1.0),27/03/25 23:00:00,A,PT,2003,67159,b,
        ESTAT:DEMO_GIND(1.0),27/03/25 23:00:00,A,PT,2004,:,,C
        """)
    #expect(
        file.structure.dataflow == "ESTAT:DEMO_GIND(1.0)"
            && file.structure.dimensions == ["freq", "geo"])
    let all = try file.observations()
    #expect(all.map(\.seriesKey) == ["A.PT", "A.PT"] && all.map(\.period) == ["2003", "2004"])
    #expect(all[0].value == 67_159 && all[0].status == "b" && all[0].confidentiality == nil)
    #expect(all[1].value == nil && all[1].confidentiality == "C")
    #expect(all[0].attributes == ["LAST UPDATE": "27/03/25 23:00:00"])
}

@Test func `label columns beside code columns are read as labels`() throws {
    var file = try reader(
        """
        STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,sex,Sex,TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG,Status,CONF_STATUS,Confidentiality
        dataflow,ESTAT:M(1.0),"Asylum, annual",A,Annual,T,Total,2008,,12750,,,,,
        """)
    #expect(
        file.structure.dataflowName == "Asylum, annual"
            && file.structure.labels["freq"] == "Time frequency")
    #expect(
        try file.observations() == [Observation(key: ["A", "T"], period: "2008", value: 12_750)])
    #expect(file.codeLabels == ["freq": ["A": "Annual"], "sex": ["T": "Total"]])
}

@Test func `a semicolon file with labels after the code has decimal commas`() throws {
    var file = try reader(
        """
        STRUCTURE[|];STRUCTURE_ID;ACTION;SERIES_KEY;OBS_KEY;DIM_1: Dimension 1;TIME_PERIOD: Time;OBS_VALUE: Value;ATTR_1: One
        dataflow;ESTAT:NA(1.6.0): Principaux;I;A;A.2014-01;A: Value A;2014-01: 2014-01;12,4;Y: Oui
        """)
    #expect(
        file.structure.dataflow == "ESTAT:NA(1.6.0)" && file.structure.dataflowName == "Principaux")
    #expect(
        file.structure.labels["DIM_1"] == "Dimension 1" && file.structure.attributes == ["ATTR_1"])
    #expect(
        try file.observations() == [
            Observation(key: ["A"], period: "2014-01", value: 12.4, attributes: ["ATTR_1": "Y"])
        ])
    #expect(file.codeLabels["ATTR_1"] == ["Y": "Oui"])
}

@Test(arguments: [
    ("A,B\n1,2\n", "begins with DATAFLOW"),
    ("DATAFLOW,geo\nX,PT\n", "OBS_VALUE: this column is missing"),
    ("DATAFLOW,OBS_VALUE\nX,many\n", "x.csv:2:2: OBS_VALUE: 'many' is not a number"),
    ("STRUCTURE,STRUCTURE_ID,ACTION,G,OBS_VALUE\nd,X,D,PT,1\n", "this row deletes"),
    ("DATAFLOW,geo,OBS_VALUE\nX,PT\n", "x.csv:2: 2 fields"), ("", "empty"),
])
func `a bad file is refused with its place`(_ text: String, _ part: String) {
    do {
        var file = try reader(text)
        _ = try file.observations()
        Issue.record("accepted")
    } catch { #expect("\(error)".contains(part)) }
}

@Test(arguments: [
    ("2019", "2019-01-01", "2019-12-31"), ("2019-S2", "2019-07-01", "2019-12-31"),
    ("2019-T2", "2019-05-01", "2019-08-31"), ("2019-Q1", "2019-01-01", "2019-03-31"),
    ("2020-02", "2020-02-01", "2020-02-29"), ("2021-W01", "2021-01-04", "2021-01-10"),
    ("2020-W53", "2020-12-28", "2021-01-03"), ("2019-01-31", "2019-01-31", "2019-01-31"),
])
func `a period has its first and last day`(_ text: String, _ first: String, _ last: String) throws {
    let period = try #require(TimePeriod(text))
    #expect(period.firstDay == Day(iso: first) && period.lastDay == Day(iso: last))
    #expect(period.description == text)
}

@Test func `other forms are read and what is no period is not`() {
    #expect(
        TimePeriod("2019-A1")?.description == "2019"
            && TimePeriod("2019-M01")?.description == "2019-01")
    #expect(
        TimePeriod("2019Q3")?.description == "2019-Q3"
            && TimePeriod("2020-D366")?.description == "2020-12-31")
    for text in [
        "", "19", "2019-13", "2019-Q5", "2019-", "2019-X1", "2019-W54", "2019-D366", "2019-02-30",
        "+201", "2019-+1", "2019-Q",
    ] {
        #expect(TimePeriod(text) == nil, "\(text)")
    }
    #expect(
        [TimePeriod("2019-Q2"), TimePeriod("2019"), TimePeriod("2019-Q1")].compactMap { $0 }
            .sorted().map(\.description)
            == ["2019-Q1", "2019", "2019-Q2"])
}
