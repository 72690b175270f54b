import Formats
import TestSupport
import Testing

@testable import SDMX

private func code(_ id: String) -> String { "<s:Code id=\"\(id)\"><c:Name>x</c:Name></s:Code>" }

/// A structure with two dimensions, a group, and what is allowed: women in Portugal and Spain, from 2000.
private let definition = """
    <m:Structure xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
     xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
     xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"><m:Header><m:ID>D</m:ID></m:Header>
    <m:Structures><s:Dataflows><s:Dataflow agencyID="T" id="F"><s:Structure>
    <Ref agencyID="T" id="D"/></s:Structure></s:Dataflow></s:Dataflows><s:Codelists>
    <s:Codelist agencyID="T" id="CL_SEX">\(["T", "F", "M"].map(code).joined())</s:Codelist>
    <s:Codelist agencyID="T" id="CL_S">\(["A", "E"].map(code).joined())</s:Codelist></s:Codelists>
    <s:DataStructures><s:DataStructure agencyID="T" id="D"><s:DataStructureComponents><s:DimensionList>
    <s:Dimension id="SEX"><s:LocalRepresentation><s:Enumeration><Ref agencyID="T" id="CL_SEX"/></s:Enumeration>
    </s:LocalRepresentation></s:Dimension><s:Dimension id="GEO"><s:LocalRepresentation>
    <s:TextFormat textType="String" pattern="[A-Z]{2}"/></s:LocalRepresentation></s:Dimension>
    <s:TimeDimension><s:LocalRepresentation><s:TextFormat textType="GregorianYear"/></s:LocalRepresentation>
    </s:TimeDimension></s:DimensionList><s:AttributeList>
    <s:Attribute id="OBS_STATUS" assignmentStatus="Mandatory"><s:LocalRepresentation><s:Enumeration>
    <Ref agencyID="T" id="CL_S"/></s:Enumeration></s:LocalRepresentation><s:AttributeRelationship>
    <s:PrimaryMeasure><Ref id="OBS_VALUE"/></s:PrimaryMeasure></s:AttributeRelationship></s:Attribute>
    <s:Attribute id="NOTE" assignmentStatus="Conditional"><s:LocalRepresentation>
    <s:TextFormat textType="String" maxLength="3"/></s:LocalRepresentation><s:AttributeRelationship>
    <s:PrimaryMeasure><Ref id="OBS_VALUE"/></s:PrimaryMeasure></s:AttributeRelationship></s:Attribute>
    </s:AttributeList><s:MeasureList><s:PrimaryMeasure id="OBS_VALUE"><s:LocalRepresentation>
    <s:TextFormat textType="Decimal" minValue="0" decimals="1"/></s:LocalRepresentation></s:PrimaryMeasure>
    </s:MeasureList></s:DataStructureComponents></s:DataStructure></s:DataStructures><s:Constraints>
    <s:ContentConstraint agencyID="T" id="C" type="Allowed"><s:ConstraintAttachment><s:Dataflow>
    <Ref agencyID="T" id="F"/></s:Dataflow></s:ConstraintAttachment><s:CubeRegion include="true">
    <c:KeyValue id="SEX"><c:Value>F</c:Value><c:Value>T</c:Value></c:KeyValue>
    <c:KeyValue id="TIME_PERIOD"><c:TimeRange><c:StartPeriod>2000</c:StartPeriod><c:EndPeriod>2030</c:EndPeriod>
    </c:TimeRange></c:KeyValue></s:CubeRegion></s:ContentConstraint></s:Constraints></m:Structures></m:Structure>
    """

private func check(_ rows: String, header: String = "SEX,GEO") throws -> DataReport {
    var reader = try StructureMLReader(bytes: Array(definition.utf8), file: "d.xml")
    let catalogue = try StructureCatalogue(&reader)
    let text = "DATAFLOW,\(header),TIME_PERIOD,OBS_VALUE,OBS_STATUS,NOTE\n" + rows + "\n"
    let envelope = try Envelope(bytes: Array(text.utf8), file: "x.csv")
    return try DataCheck.run(envelope, file: "x.csv", catalogue)
}

@Test func `clean data have nothing wrong`() throws {
    let report = try check("T:F(1.0),F,PT,2001,1.5,A,\nT:F(1.0),T,PT,2001,3,E,abc")
    #expect(report.isClean && report.observations == 2 && report.notes.isEmpty)
}

@Test(arguments: [
    ("T:F(1.0),X,PT,2001,1,A,", DataProblem.Kind.unknownCode, "SEX"),
    ("T:F(1.0),F,pt,2001,1,A,", .wrongFormat, "GEO"),
    ("T:F(1.0),F,PT,2001-Q1,1,A,", .wrongFormat, "TIME_PERIOD"),
    ("T:F(1.0),F,PT,2001,-1,A,", .wrongFormat, "OBS_VALUE"),
    ("T:F(1.0),F,PT,2001,1.25,A,", .wrongFormat, "OBS_VALUE"),
    ("T:F(1.0),F,PT,2001,1,B,", .unknownCode, "OBS_STATUS"),
    ("T:F(1.0),F,PT,2001,1,,", .missingAttribute, "OBS_STATUS"),
    ("T:F(1.0),F,PT,2001,1,A,long", .wrongFormat, "NOTE"),
    ("T:F(1.0),M,PT,2001,1,A,", .constraint, "SEX"),
    ("T:F(1.0),F,PT,1999,1,A,", .constraint, "TIME_PERIOD"),
])
func `each kind of problem is told with its field`(
    _ row: String, _ kind: DataProblem.Kind, _ field: String
) throws {
    let report = try check(row)
    #expect(report.counts[kind] == 1)
    #expect(report.problems.contains { $0.kind == kind && $0.field == field })
}

@Test func `a key that comes twice is told, and the line`() throws {
    let row = "T:F(1.0),F,PT,2001,1,A,"
    let report = try check([row, "T:F(1.0),F,ES,2001,1,A,", row].joined(separator: "\n"))
    #expect(report.counts == [.duplicate: 1])
    #expect(report.problems[0].line == 4)
}

@Test func `a column that the structure does not know is told, and the dimension that is missing`()
    throws
{
    let report = try check("T:F(1.0),F,PT,2001,1,A,", header: "SEX,AREA")
    #expect(report.counts[.unknownAttribute] == 1 && report.counts[.missingDimension] == 1)
}

@Test func `only the first hundred problems are told one by one`() throws {
    let rows = (0..<250).map {
        "T:F(1.0),X,A\(Character(Unicode.Scalar(UInt8(65 + $0 % 26)))),\(2001 + $0 / 26),1,A,"
    }
    let report = try check(rows.joined(separator: "\n"))
    #expect(report.problems.count == 100 && report.counts[.unknownCode] == 250)
}
