import Formats
import Kernel
import SDMX
import Storage

extension Agreed<DataFormat> {
    func writer(of plan: DataPlan, _ structure: SDMXStructure) throws -> any DataMessageWriter {
        throw ServiceError.notBuilt(format.rawValue)
    }
}

extension StructureFormat {
    func message(_ artefacts: [StructureArtefact], header: MessageHeader) throws -> [UInt8] {
        throw ServiceError.notBuilt(rawValue)
    }

    var constraintKind: ArtefactKind { self == .ml21 ? .contentConstraint : .dataConstraint }
    var availabilityKind: ArtefactKind { constraintKind }
}

struct CubeAnswer {
    let plan: DataPlan
    let language: String

    func bytes(in db: Reader) throws -> [UInt8] { [] }
}

func topicNames(_ topic: String) -> LocalTexts { ["en": topic] }
