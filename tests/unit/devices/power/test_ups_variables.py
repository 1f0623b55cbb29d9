from devices.power.ups_variables import firmware_of, model_of, serial_of, state_of
from kiosk.domain.power import BatteryLow, OnBattery


def test_forced_shutdown_goes_before_everything() -> None:
    assert BatteryLow(100, forced=True) == state_of({"ups.status": "FSD OL", "battery.charge": "100"})


def test_estimates_that_no_battery_has_are_not_believed() -> None:
    variables = {"ups.status": "OB", "battery.charge": "-1", "battery.runtime": "1e99"}
    assert OnBattery() == state_of(variables)
    assert OnBattery() == state_of({**variables, "battery.runtime": "nan"})


def test_older_drivers_name_the_supply_by_ups() -> None:
    variables = {"ups.mfr": "APC ", "ups.model": " Back-UPS 500", "ups.serial": " 9B ", "ups.firmware": "7"}
    assert ("APC Back-UPS 500", "9B", "7") == (
        model_of(variables),
        serial_of(variables),
        firmware_of(variables),
    )
    assert (None, None, None) == (model_of({}), serial_of({}), firmware_of({}))
