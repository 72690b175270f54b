import Decisions
import Formats
import Kernel
import Testing

@testable import Cases

private let aid = """
    <definitions name="aid" namespace="urn:aid" xmlns:cais="https://cais.example/dmn" cais:lastVerified="2026-11-23"
      cais:validFrom="unknown">
      <knowledgeSource id="k-l1" name="l1" locationURI="https://example.org/l1"><type>official</type></knowledgeSource>
      <inputData id="i" name="age"><variable name="age" typeRef="number"/></inputData>
      <decision id="d" name="aid">
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <authorityRequirement><requiredAuthority href="#k-l1"/></authorityRequirement>
        <decisionTable>
          <input label="age"><inputExpression><text>age</text></inputExpression></input>
          <output name="aid" typeRef="string"/>
          <annotation name="article"/><annotation name="source"/><annotation name="verified"/>
          <annotation name="because_pt"/><annotation name="because_en"/>
          <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"child"</text></outputEntry>
            <annotationEntry><text>artigo 1.º</text></annotationEntry><annotationEntry><text>l1</text></annotationEntry>
            <annotationEntry><text>yes</text></annotationEntry><annotationEntry><text>É menor.</text></annotationEntry>
            <annotationEntry><text>A minor.</text></annotationEntry></rule>
          <rule><inputEntry><text>&gt;= 18</text></inputEntry><outputEntry><text>"adult"</text></outputEntry>
            <annotationEntry><text/></annotationEntry><annotationEntry><text/></annotationEntry>
            <annotationEntry><text>no</text></annotationEntry><annotationEntry><text>É adulto.</text></annotationEntry>
            <annotationEntry><text>An adult.</text></annotationEntry></rule>
        </decisionTable>
      </decision>
    </definitions>
    """

private func kase(_ name: String, _ age: Int, _ expected: String) -> String {
    """
    <testCase id="\(name)"><inputNode name="age"><value xsi:type="xsd:decimal">\(age)</value></inputNode>
    <resultNode name="aid" type="decision"><expected><value xsi:type="xsd:string">\(expected)</value></expected>
    </resultNode></testCase>
    """
}

private func cases(_ list: String, of model: String = "aid.dmn") -> String {
    """
    <testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>\(model)</modelName>
    \(list)</testCases>
    """
}

private let both = cases(kase("young", 17, "child") + kase("old", 18, "adult"))

private let rates = """
    code,validFrom,validTo,value,unit,source,verified,note
    aid,2024-01-01,2024-12-31,10,EUR,l1,yes,
    aid,2025-01-01,,12.50,EUR,l1,yes,
    aid,2025-01-01,,13,EUR,,no,the press says so
    fee,,,1,EUR,l1,yes,

    """

/// What is wrong with the files of these tests alone, in words.
private func problems(
    model: String = aid, tests: String? = both, table: String = rates
) -> [String] {
    let texts = ["decisions/aid.dmn": model, "decisions/aid-rates.csv": table]
    let tested = texts.merging(tests.map { ["decisions/aid.tests.xml": $0] } ?? [:]) { $1 }
    let files = DecisionFiles(PolicyFolder(texts: tested)) { _ in nil }
    return DecisionCheck(files).problems().map(\.description)
}

/// The model with its source of another type.
private func typed(_ type: String) -> String {
    aid.replacing("<type>official</type>", with: type.isEmpty ? "" : "<type>\(type)</type>")
}

@Suite struct DecisionPolicyTests {
    @Test func `a model with sources, tests and a dated table holds`() {
        #expect(problems() == [])
    }

    @Test func `a test case that fails is named with its file`() {
        let wrong = cases(kase("young", 17, "baby") + kase("old", 18, "adult"))
        #expect(
            problems(tests: wrong) == [
                "decisions/aid.tests.xml: case young: aid: expected baby, got child"
            ])
    }

    @Test func `a model without test cases is a problem`() {
        #expect(problems(tests: nil).first?.contains("no test cases") == true)
        #expect(problems(tests: cases("")).first?.contains("no test case here") == true)
        #expect(problems(tests: cases("", of: "other.dmn")).first?.contains("not of aid") == true)
    }

    @Test func `each rule has a test case that fires it`() {
        let found = problems(tests: cases(kase("young", 17, "child")))
        #expect(found == ["decisions/aid.dmn:17: aid: no test case fires rule 2"])
    }

    @Test func `test cases of no model are a problem`() {
        var texts = realPolicy.texts
        texts["decisions/aid.tests.xml"] = both
        #expect(
            faults(in: PolicyFolder(texts: texts)).contains {
                $0.file == "decisions/aid.tests.xml"
            })
    }

    @Test func `a rule names sources that the model has`() {
        let unknown = aid.replacing("<text>l1</text>", with: "<text>l1 hearsay</text>")
        #expect(
            problems(model: unknown).map { $0.contains("rule 1 names the source 'hearsay'") }
                == [true])
        let none = aid.replacing("<text>l1</text>", with: "<text/>")
        #expect(problems(model: none).map { $0.hasSuffix("is verified by no source") } == [true])
        let word = aid.replacing("<text>no</text>", with: "<text>perhaps</text>")
        #expect(problems(model: word).map { $0.contains("'perhaps' under verified") } == [true])
    }

    @Test func `what is verified rests on an official source, and each source says its type`() {
        let press = problems(model: typed("press"))
        #expect(press.map { $0.hasSuffix("rule 1 is verified by no official source") } == [true])
        let silent = problems(model: typed(""))
        #expect(silent.first?.contains("l1: has no type; write one of") == true, "\(silent)")
        let word = problems(model: typed("hearsay"))
        #expect(word.first?.contains("l1: 'hearsay' is no type of a source") == true, "\(word)")
    }

    @Test(arguments: [
        ("2024-12-31,10", "2025-01-01,10", "'aid' has two verified values on one day"),
        ("fee,,", "aid,,", "'aid' has two verified values on one day"),
        ("2024-12-31,10", "2023-12-31,10", "comes before validFrom"),
        ("2025-01-01,,12.50", "2025-1-1,,12.50", "is no day"),
        ("l1,yes,\naid,2025", "l1,sure,\naid,2025", "write yes or no"),
    ])
    func `a dated table has one verified value a day`(
        _ old: String, _ new: String, _ part: String
    ) {
        let found = problems(table: rates.replacing(old, with: new))
        #expect(found.first?.contains(part) == true, "\(found)")
        #expect(found.allSatisfy { $0.hasPrefix("decisions/aid-rates.csv:") })
    }

    @Test func `the same value in two rows is no contradiction`() {
        let twice = rates + "aid,2026-01-01,,12.5,EUR,l1,yes,\n"
        #expect(problems(table: twice) == [])
        #expect(problems(table: "name,value\na,1\n") == [])
    }

    @Test func `the book answers with the reason that jurists wrote`() throws {
        let book = try DecisionBook(PolicyFolder(texts: ["decisions/aid.dmn": aid]))
        let result = try book.ask("aid", "aid", ["age": 17])
        #expect(result.value == "child" && book.names == ["aid"])
        let reason = try #require(result.explanation.first?.rules.first?.reason)
        #expect(reason.article == "artigo 1.º" && reason.source == ["l1"] && reason.isVerified)
        #expect(reason.because == ["pt": "É menor.", "en": "A minor."])
        let other = try #require(
            try book.ask("aid", "aid", ["age": 40]).explanation.first?.rules.first?.reason)
        #expect(other.article.isEmpty && other.source.isEmpty && !other.isVerified)
        #expect(book["aid"]?.sources.map(\.location) == ["https://example.org/l1"])
    }

    @Test(arguments: [
        ("lastVerified", "verifiedOn", "last held against their sources"),
        ("2026-11-23", "soon", "'soon' under lastVerified is no day"),
        ("cais:validFrom=\"unknown\"", "", "since when do these rules hold?"),
        ("\"unknown\"", "\"once\"", "'once' under validFrom is no day"),
    ])
    func `a model says when it was last verified, and since when it holds`(
        _ old: String, _ new: String, _ part: String
    ) {
        let found = problems(model: aid.replacing(old, with: new))
        #expect(found.count == 1 && found.first?.contains(part) == true, "\(found)")
    }

    @Test func `outside the days of a model its answer is not confirmed`() throws {
        let bounds = "cais:validFrom=\"2026-01-01\" cais:validTo=\"2026-12-31\""
        let bounded = aid.replacing("cais:validFrom=\"unknown\"", with: bounds)
        func isConfirmed(_ model: String, _ on: Day?) throws -> Bool {
            let book = try DecisionBook(PolicyFolder(texts: ["decisions/aid.dmn": model]))
            let answer = try book.ask("aid", "aid", ["age": 17], on: on)
            #expect(answer.value == "child")
            let rule = try #require(answer.explanation.first?.rules.first)
            #expect(answer.reason(of: rule).isVerified == answer.isInForce)
            return answer.isInForce
        }
        #expect(try isConfirmed(bounded, day("2026-01-01")))
        #expect(try isConfirmed(bounded, day("2026-12-31")))
        #expect(try !isConfirmed(bounded, day("2025-12-31")))
        #expect(try !isConfirmed(bounded, day("2027-01-01")))
        #expect(try !isConfirmed(bounded, nil))
        #expect(try isConfirmed(aid, nil))
    }

    @Test func `sources and days of a model that is imported count too`() throws {
        let home = """
            <definitions name="home" namespace="urn:home" xmlns:cais="https://cais.example/dmn"
              cais:lastVerified="2026-11-24"><import name="first" namespace="urn:aid" importType="urn:dmn"/>
            <decision id="h" name="help"><informationRequirement><requiredDecision href="urn:aid#d"/></informationRequirement>
            <literalExpression><text>first.aid</text></literalExpression></decision></definitions>
            """
        func answer(_ imported: String) throws -> BookAnswer {
            let texts = ["decisions/aid.dmn": imported, "decisions/home.dmn": home]
            let book = try DecisionBook(PolicyFolder(texts: texts))
            return try book.ask("home", "help", ["age": 17], on: day("2026-11-25"))
        }
        let told = try answer(aid)
        #expect(told.value == "child" && told.isInForce)
        #expect(told.lastVerified?.description == "2026-11-23")
        #expect(told.models.flatMap(\.sources).map(\.name) == ["l1"])
        let past = "cais:validTo=\"2026-11-24\" cais:lastVerified"
        #expect(try !answer(aid.replacing("cais:lastVerified", with: past)).isInForce)
        let undated = aid.replacing("cais:lastVerified", with: "cais:verifiedOn")
        #expect(try answer(undated).lastVerified == nil)
    }

    @Test func `the book refuses what it does not have and what is misspelt`() throws {
        let book = try DecisionBook(PolicyFolder(texts: ["decisions/aid.dmn": aid]))
        #expect(throws: PolicyFault.self) { try book.ask("help", "aid", [:]) }
        #expect(throws: PolicyFault.self) { try book.ask("aid", "help", [:]) }
        let misspelt = aid.replacing("<text>age</text>", with: "<text>aeg</text>")
        #expect(throws: FormatError.self) {
            try DecisionBook(PolicyFolder(texts: ["decisions/aid.dmn": misspelt]))
        }
    }

    @Test func `a model of the book reads its neighbours' tables`() throws {
        let model = """
            <definitions name="rate"><itemDefinition name="tRows" isCollection="true">
            <itemComponent name="code"><typeRef>string</typeRef></itemComponent>
            <itemComponent name="value"><typeRef>number</typeRef></itemComponent></itemDefinition>
            <inputData id="r" name="rates"><variable name="rates" typeRef="tRows"/></inputData>
            <decision id="d" name="rate">
            <informationRequirement><requiredInput href="#r"/></informationRequirement>
            <literalExpression><text>rates[code = "aid"][1].value</text></literalExpression></decision>
            </definitions>
            """
        let folder = PolicyFolder(texts: [
            "decisions/rate.dmn": model, "decisions/rates.csv": "code,value\naid,12\n",
        ])
        #expect(try DecisionBook(folder).ask("rate", "rate", [:]).value == 12)
    }
}
