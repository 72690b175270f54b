/// A structure while data are written: its values are told when all are known, behind the data.
struct JSONWrittenStructure {
    let structure: SDMXStructure
    let atObservation: String
    let hasTime: Bool
    /// Places in the key that name a series, and an observation; -1 is the period.
    let series: [Int]
    let observation: [Int]
    var dimensions: [JSONCodes]
    var time = JSONCodes()
    var dataSetAttributes = JSONAttributeList()
    var groupAttributes = JSONAttributeList()
    var seriesAttributes = JSONAttributeList()
    var observationAttributes = JSONAttributeList()
    var dataSets: [Int] = []

    init(_ structure: SDMXStructure, atObservation: String, hasTime: Bool) {
        self.structure = structure
        self.atObservation = atObservation
        self.hasTime = hasTime
        dimensions = Array(repeating: JSONCodes(), count: structure.dimensions.count)
        let all = Array(structure.dimensions.indices) + (hasTime ? [-1] : [])
        if let at = structure.dimensions.firstIndex(of: atObservation) {
            (series, observation) = (all.filter { $0 != at }, [at])
        } else if atObservation != "AllDimensions", hasTime {
            (series, observation) = (all.filter { $0 >= 0 }, [-1])
        } else {
            (series, observation) = ([], all)
        }
    }

    var isFlat: Bool { series.isEmpty }

    func fits(_ header: DataSetHeader, hasTime: Bool) -> Bool {
        structure.dataflow == header.structure.dataflow && self.hasTime == hasTime
            && structure.dimensions == header.structure.dimensions
            && structure.measures == header.structure.measures
            && atObservation == header.dimensionAtObservation
    }

    mutating func index(_ place: Int, _ key: [String], _ period: String) -> Int {
        guard place >= 0 else { return time.index(of: period) }
        return dimensions[place].index(of: place < key.count ? key[place] : "")
    }

    mutating func writeKey(
        _ places: [Int], _ key: [String], _ period: String, into out: inout JSONOut
    ) {
        out.raw("\"")
        for (at, place) in places.enumerated() {
            if at > 0 { out.raw(":") }
            out.whole(index(place, key, period))
        }
        out.raw("\":")
    }
}
