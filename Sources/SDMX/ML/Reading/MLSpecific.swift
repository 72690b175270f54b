import Formats

/// Structure-specific data: components are XML attributes, and 3.0's repeated ones are elements.
extension MLMachine {
    mutating func enterSpecific(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        let name = element.name
        if name == names.obs, place == .series || place == .dataSet {
            if place == .dataSet { try beginFlat(element) }
            if owesSeries { tellSeries() }
            try takeObservation(element)
            return .observation
        }
        if name == names.comp { return beginComponent(element) }
        guard place == .dataSet else { return .ignored }
        switch name {
        case names.series:
            try takeSeries(element)
            return .series
        case names.group, names.atts:
            takePart(element)
            return .part
        default: return .ignored
        }
    }

    // MARK: Series

    private mutating func takeSeries(_ element: borrowing XMLStart) throws(MLProblem) {
        set.settle(isFlat: false)
        if !set.isTold {
            if !set.isFixed { set.fix(firstKey: components(element)) }
            try tell()
        }
        beginSeries()
        for position in 0..<element.count where !element.isQualified(position) {
            let value = String(decoding: element.value(position), as: UTF8.self)
            let name = element.name(position)
            let role =
                seriesColumns.role(position, name) ?? self.role(of: name, position, \.seriesColumns)
            switch role {
            case .dimension(let index): seriesKey[index] = value
            case .period: seriesPeriod = value
            default: series.attributes[name.text] = value
            }
        }
    }

    mutating func beginSeries() {
        seriesKey = Array(repeating: "", count: set.header.structure.dimensions.count)
        seriesPeriod = ""
        series.attributes = [:]
        owesSeries = true
    }

    mutating func tellSeries() {
        series.key = seriesKey.map { $0.isEmpty ? nil : $0 }
        queue.append(.series(series))
        owesSeries = false
    }

    mutating func leaveSeries() { if owesSeries { tellSeries() } }

    // MARK: Observations

    /// A flat message without definition has its dimensions in front of time and value.
    private mutating func beginFlat(_ element: borrowing XMLStart) throws(MLProblem) {
        owesSeries = false
        set.settle(isFlat: true)
        guard !set.isTold else { return }
        if !set.isFixed { set.fix(firstKey: components(element)) }
        try tell()
    }

    private mutating func takeObservation(_ element: borrowing XMLStart) throws(MLProblem) {
        beginObservation()
        for position in 0..<element.count where !element.isQualified(position) {
            let (name, value) = (element.name(position), element.value(position))
            let role =
                observationColumns.role(position, name)
                ?? self.role(of: name, position, \.observationColumns)
            switch role {
            case .period: current.period = String(decoding: value, as: UTF8.self)
            case .value: takeValue(value)
            case .status: takeStatus(value)
            case .dimension(let index):
                if set.isFlat {
                    key.add(name.bytes, value)
                } else {
                    current.key[index] = String(decoding: value, as: UTF8.self)
                }
            case .flag, .confidentiality, .attribute:
                takeAttribute(role, name.bytes, value)
            }
        }
        if set.isFlat { try takeKey() }
        if let index = set.atObservation, !set.isFlat, current.key[index].isEmpty {
            takeMeasure(element, index)
        }
    }

    mutating func beginObservation() {
        if set.isFlat {
            current = Observation(key: lastCodes, period: "", value: nil)
            key.clear()
        } else {
            current = Observation(key: seriesKey, period: seriesPeriod, value: nil)
        }
        extras.clear()
    }

    /// Explicit measures (2.1): the type of the element is the code of the measure dimension.
    private mutating func takeMeasure(_ element: borrowing XMLStart, _ index: Int) {
        if let type = element.text(of: names.type) { current.key[index] = MLMachine.local(type) }
    }

    @inline(__always)
    mutating func takeValue(_ bytes: UnsafeBufferPointer<UInt8>) {
        current.value = MLNumber.value(bytes)
        if current.value == nil, !bytes.isEmpty {
            let text = String(decoding: bytes, as: UTF8.self)
            current.text = text == "NaN" ? nil : text
        }
    }

    mutating func takeStatus(_ bytes: UnsafeBufferPointer<UInt8>) {
        // The flag of Eurostat came first and took the place.
        if let flag = current.status { current.attributes["OBS_FLAG"] = flag }
        current.status = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    mutating func takeAttribute(
        _ role: MLRole, _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) {
        if value.isEmpty { return }
        switch role {
        case .confidentiality: current.confidentiality = String(decoding: value, as: UTF8.self)
        case .flag where current.status == nil:
            current.status = String(decoding: value, as: UTF8.self)
        default: extras.add(name, value)
        }
    }

    /// The codes of a flat observation; mostly those of the one before.
    mutating func takeKey() throws(MLProblem) {
        if key != lastKey || lastCodes.count != set.header.structure.dimensions.count {
            lastCodes = Array(repeating: "", count: set.header.structure.dimensions.count)
            for (name, value) in key.all { lastCodes[try dimension(name)] = value }
            swap(&key, &lastKey)
        }
        current.key = lastCodes
    }

    mutating func leaveObservation() throws(MLProblem) {
        if !extras.isEmpty {
            if extras != lastExtras {
                lastAttributes = Dictionary(extras.all) { _, last in last }
                swap(&extras, &lastExtras)
            }
            current.attributes =
                current.attributes.isEmpty
                ? lastAttributes : current.attributes.merging(lastAttributes) { own, _ in own }
        }
        var done = MLMachine.nothing
        swap(&done, &current)
        queue.append(.observation(done))
    }

    private static var nothing: Observation { Observation(key: [], period: "", value: nil) }

    // MARK: Names

    func dimension(_ name: String) throws(MLProblem) -> Int {
        if let index = set.index[name] { return index }
        throw MLProblem(
            set.structure == nil
                ? "the first key of the data set has no such dimension; read it with its structure"
                : "the structure has no such dimension", field: name)
    }

    private mutating func role(
        of name: XMLName, _ position: Int, _ columns: WritableKeyPath<MLMachine, MLColumns>
    ) -> MLRole {
        let role = role(of: name)
        self[keyPath: columns].keep(position, name, role)
        return role
    }

    private func role(of name: XMLName) -> MLRole {
        let text = name.text
        if let index = set.index[text] { return .dimension(index) }
        switch name {
        case names.timePeriod: return .period
        case names.observation: return .value
        case names.status: return .status
        case names.flag: return .flag
        case names.confidentiality: return .confidentiality
        // 3.0 lets a structure name its measures as it likes; the first is the value.
        default: return set.structure?.measures.first?.id == text ? .value : .attribute
        }
    }

    /// What may be dimensions of an element, in their order: of an observation those in front of time and value.
    private func components(_ element: borrowing XMLStart) -> [String] {
        var found: [String] = []
        for position in 0..<element.count where !element.isQualified(position) {
            let name = element.name(position)
            let ends = element.name == names.obs && !found.isEmpty
            if name == names.timePeriod || name == names.observation {
                if ends { break }
                continue
            }
            if name == names.status || name == names.flag || name == names.confidentiality {
                continue
            }
            found.append(name.text)
        }
        return found
    }

    /// `ns1:Sibling` → `Sibling`.
    static func local(_ name: String) -> String {
        name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }
}
