/// The columns by what they are, for a reader that goes over millions of rows.
struct CSVPlaces {
    private(set) var dimensions: [(column: Int, index: Int, name: String)] = []
    /// Attributes, and the measures that are not an observation's value.
    private(set) var attributes: [(column: Int, name: String)] = []
    private(set) var labels: [(column: Int, owner: String)] = []
    private(set) var measures: [Int] = []
    private(set) var period: Int?
    private(set) var mainMeasure: Int?
    private(set) var status: Int?
    private(set) var confidentiality: Int?
    private(set) var dataflow: Int?
    private(set) var dataflowName: Int?
    private(set) var action: Int?

    init() {}

    init(_ columns: SDMXCSVColumns) {
        for (at, role) in columns.roles.enumerated() {
            switch role {
            case .ignored: break
            case .dataflow: dataflow = at
            case .dataflowName: dataflowName = at
            case .action: action = at
            case .dimension(let index): dimensions.append((at, index, columns.dimensions[index]))
            case .period: period = at
            case .measure(let index):
                measures.append(at)
                if index == columns.mainMeasure {
                    mainMeasure = at
                } else {
                    attributes.append((at, columns.measures[index]))
                }
            case .status: status = at
            case .confidentiality: confidentiality = at
            case .attribute(let name): attributes.append((at, name))
            case .label(let owner): labels.append((at, owner))
            }
        }
    }

    /// What tells one data set from another.
    var dataSet: [Int] { [dataflow, action].compactMap { $0 } }
}

extension SDMXCSVColumns {
    var measuresMainFirst: [String] {
        guard measures.indices.contains(mainMeasure) else { return measures }
        var all = measures
        all.insert(all.remove(at: mainMeasure), at: 0)
        return all
    }
}
