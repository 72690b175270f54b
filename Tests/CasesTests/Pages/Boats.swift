@testable import Cases

/// An invented thing to check, so that no test rests on what the law is today: whom a quay lends a boat.
let boats = policy(changing: [
    "decisions/boat.dmn": { _ in boatModel }, "wizards/boat.yaml": { _ in boatWizard },
])

/// The same with its texts changed.
func changedBoats(
    model: (String) -> String = { $0 }, wizard: (String) -> String = { $0 }
) -> PolicyFolder {
    var texts = boats.texts
    texts["decisions/boat.dmn"] = model(boatModel)
    texts["wizards/boat.yaml"] = wizard(boatWizard)
    return PolicyFolder(texts: texts)
}

private func rule(_ cells: String..., gives code: String, because: String, note: String) -> String {
    let inputs = cells.map { "<inputEntry><text>\($0)</text></inputEntry>" }.joined()
    let notes = note.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let annotations = (notes + ["Porque: " + because, because]).map {
        "<annotationEntry><text>\($0)</text></annotationEntry>"
    }.joined()
    return "<rule>\(inputs)<outputEntry><text>\"\(code)\"</text></outputEntry>\(annotations)</rule>"
}

private let notes = ["article", "source", "verified", "because_pt", "because_en"]
    .map { "<annotation name=\"\($0)\"/>" }.joined()

private func columns(_ names: String...) -> String {
    names.map { "<input><inputExpression><text>\($0)</text></inputExpression></input>" }.joined()
}

private func needs(_ names: String...) -> String {
    names.map {
        "<informationRequirement><requiredInput href=\"#i-\($0)\"/></informationRequirement>"
    }.joined()
}

private let lendRules = [
    rule(
        "-", "-", "&lt; 12", gives: "with-adult", because: "Children row with an adult.",
        note: "artigo 1.º do regulamento|rules|yes"),
    rule(
        "-", "\"river\"", "&gt;= 12", gives: "yes", because: "The river is calm.",
        note: "artigo 2.º do regulamento|rules|yes"),
    rule(
        "true", "\"sea\"", "&gt;= 12", gives: "yes", because: "Who swims may go to sea.",
        note: "|rules hearsay|no"),
    rule(
        "false", "\"sea\"", "&gt;= 12", gives: "no", because: "The sea is for swimmers.",
        note: "artigo 3.º do regulamento|rules|yes"),
].joined()

private let bringRules = [
    rule("\"sea\"", "-", gives: "vest", because: "The sea has waves.", note: "|rules|yes"),
    rule(
        "-", "&gt;= date(\"2026-11-01\")", gives: "coat", because: "It is cold.",
        note: "|rules|no"),
].joined()

/// The columns of `lend` stand in another order than the questions.
private let boatModel = """
    <definitions name="boat" namespace="https://cais.example/test/boat"
      xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
      xmlns:cais="https://cais.example/dmn" cais:lastVerified="2026-11-20">
    <itemDefinition name="water"><typeRef>string</typeRef><allowedValues><text>"river", "sea"</text></allowedValues></itemDefinition>
    <itemDefinition name="age"><typeRef>number</typeRef><allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
    <itemDefinition name="codes" isCollection="true"><typeRef>string</typeRef></itemDefinition>
    <knowledgeSource id="k-rules" name="rules" locationURI="https://quay.example/rules"><type>official</type></knowledgeSource>
    <knowledgeSource id="k-hearsay" name="hearsay"><type>press</type></knowledgeSource>
    <inputData id="i-age" name="age"><variable name="age" typeRef="age"/></inputData>
    <inputData id="i-water" name="water"><variable name="water" typeRef="water"/></inputData>
    <inputData id="i-swims" name="swims"><variable name="swims" typeRef="boolean"/></inputData>
    <inputData id="i-on" name="on"><variable name="on" typeRef="date"/></inputData>
    <decision id="lend" name="lend"><variable name="lend" typeRef="string"/>\(needs("age", "water", "swims"))
    <decisionTable>\(columns("swims", "water", "age"))<output name="lend"/>\(notes)
    \(lendRules)</decisionTable></decision>
    <decision id="bring" name="bring"><variable name="bring" typeRef="codes"/>\(needs("water", "on"))
    <decisionTable hitPolicy="COLLECT">\(columns("water", "on"))<output name="bring"/>\(notes)
    \(bringRules)</decisionTable></decision>
    <decision id="deposit" name="deposit"><variable name="deposit" typeRef="number"/>
    <informationRequirement><requiredDecision href="#lend"/></informationRequirement>
    <literalExpression><text>if lend = "yes" then 1020.5 else null</text></literalExpression></decision>
    </definitions>
    """

private let boatWizard = """
    code: boat
    title: {pt: Levar um barco, en: Take a boat}
    intro: {pt: Quem pode levar um barco., en: Who may take a boat.}
    procedure: family-reunification
    lastVerified: 2026-11-23
    sources: {}
    questions:
      - input: age
        kind: number
        max: 120
        unit: {pt: anos, en: years}
        keep: true
        text: {pt: "Que idade tem?", en: "How old are you?"}
        help: {pt: Hoje., en: Today.}
      - input: water
        kind: choice
        required: true
        text: {pt: "Para onde vai?", en: "Where do you go?"}
        options:
          - {code: river, text: {pt: Para o rio, en: On the river}}
          - {code: sea, text: {pt: Para o mar, en: Out to sea}}
      - input: swims
        kind: yes-no
        text: {pt: "Sabe nadar?", en: "Can you swim?"}
      - input: on
        kind: date
        today: true
        text: {pt: "Em que dia?", en: "On which day?"}
    answers:
      - model: boat
        decision: lend
        title: {pt: "Pode levar?", en: "May you take it?"}
        kind: verdict
        outcomes:
          - {code: yes, text: {pt: Pode., en: You may.}, tone: good}
          - code: with-adult
            text: {pt: Só com um adulto., en: Only with an adult.}
            tone: wait
            next: [{text: {pt: Traga um adulto., en: Bring an adult.}}]
          - code: no
            text: {pt: Não para o mar., en: Not out to sea.}
            tone: no
            next: [{text: {pt: Aprenda a nadar., en: Learn to swim.}, link: "https://quay.example/swim"}]
      - model: boat
        decision: bring
        title: {pt: O que levar, en: What to bring}
        kind: list
        outcomes:
          - {code: vest, text: {pt: Colete, en: A vest}}
          - {code: coat, text: {pt: Casaco, en: A coat}}
      - model: boat
        decision: deposit
        title: {pt: Caução, en: Deposit}
        kind: amount
    """
