import Primitives
import Testing

@testable import Diagnostics

/// What smartctl (7.0 to 7.3) prints of disks of each kind, shortened to what is read and what stands around it.
@Suite struct SmartTests {
    private func facts(_ text: String) throws -> SmartFacts { try SmartFacts(Array(text.utf8)) }

    @Test func `a SATA disk that says that it is failing`() throws {
        let facts = try facts(
            #"""
            {"json_format_version":[1,0],"smartctl":{"version":[7,1],"exit_status":216},"device":{"type":"sat","protocol":"ATA"},
            "smart_status":{"passed":false},"ata_smart_attributes":{"revision":16,"table":[
            {"id":5,"name":"Reallocated_Sector_Ct","value":1,"worst":1,"thresh":5,"when_failed":"now","raw":{"value":1975,"string":"1975"}},
            {"id":194,"name":"Temperature_Celsius","raw":{"value":167504969753,"string":"25 (Min/Max 19/39)"}},
            {"id":197,"name":"Current_Pending_Sector","raw":{"value":8,"string":"8"}},
            {"id":198,"name":"Offline_Uncorrectable","raw":{"value":0,"string":"0"}}]},
            "power_on_time":{"hours":65592},"temperature":{"current":25}}
            """#)
        #expect(facts.isHealthy == false && facts.reallocatedSectors == 1975 && facts.pendingSectors == 8)
        #expect(facts.uncorrectableSectors == 0 && facts.temperatureDegrees == 25 && facts.poweredHours == 65_592)
    }

    @Test func `flash with errors, and counts that 64 bits do not hold`() throws {
        let flash = try facts(
            #"""
            {"smartctl":{"version":[7,0],"exit_status":0},"device":{"type":"nvme","protocol":"NVMe"},"smart_status":{"passed":true,
            "nvme":{"value":0}},"nvme_smart_health_information_log":{"critical_warning":0,"percentage_used":3,"media_errors":7,
            "num_err_log_entries":62},"temperature":{"current":35},"power_on_time":{"hours":12798}}
            """#)
        #expect(flash.mediaErrors == 7 && flash.usedLifePercent == 3 && flash.isHealthy == true)
        let many = try facts(
            #"{"nvme_smart_health_information_log":{"percentage_used":255,"media_errors":340282366920938463463374607431768211455}}"#
        )
        #expect(many.mediaErrors == nil && many.usedLifePercent == 255)
    }

    @Test func `a SAS disk`() throws {
        let facts = try facts(
            #"""
            {"device":{"type":"scsi","protocol":"SCSI"},"smart_status":{"passed":true},"temperature":{"current":31,"drive_trip":60},
            "scsi_grown_defect_list":4,"power_on_time":{"hours":5675,"minutes":39},"scsi_error_counter_log":{
            "read":{"total_errors_corrected":1410362924,"gigabytes_processed":"386.568","total_uncorrected_errors":2},
            "write":{"total_uncorrected_errors":1}}}
            """#)
        #expect(facts.reallocatedSectors == 4 && facts.mediaErrors == 3 && facts.poweredHours == 5675)
    }

    @Test(arguments: [
        (Int32(1), String?.some("diagnosis.program-failed")), (2, "diagnosis.program-failed"), (4, nil), (64, nil), (216, nil),
    ])
    func `bits of its status that are of the disk, and those that are its own`(status: Int32, code: String?) async throws {
        let machine = try FixtureMachine()
        let text =
            #"{"smartctl":{"messages":[{"string":"Smartctl open device: /dev/sda failed: No such device","severity":"error"}]}}"#
        machine.programs.answers[["smartctl"]] = ToolResult(output: Array(text.utf8), status: status)
        var reader = SmartReader(machine.programs)
        let facts = await reader.read("sda", machine.root)
        #expect((facts == nil) == (code != nil) && reader.gaps.first?.code == code)
        if code != nil {
            #expect(reader.gaps.first?.parameters["output"] == "Smartctl open device: /dev/sda failed: No such device")
        }
    }
}
