"""What the simulated print server is started with: its keeper, and the files that its programs read."""

KEEPER = """
folder=$1 port=$2
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$folder/bus
dbus-daemon --config-file="$folder/bus.conf" --nofork --nopidfile &
until [ -S "$folder/bus" ]; do sleep 0.02; done
while :; do
    while [ -e "$folder/unplugged" ]; do sleep 0.05; done
    ippeveprinter -r off -n localhost -p "$port" -d "$folder/printer" -a "$folder/attributes" \
        -c "$folder/command" "A4 printer"
    sleep 0.05
done &
while :; do
    [ -e "$folder/keep" ] || rm -rf "$folder/spool"  # as packaging/cups does before each start
    mkdir -p "$folder/spool/tmp"
    cupsd -f -c "$folder/cupsd.conf" -s "$folder/cups-files.conf"
    sleep 0.05
done &
read -r _
rm -rf "$folder"  # for whoever was killed and can't
"""
FILES_CONF = """ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog stderr
ErrorLog stderr
PageLog stderr
SystemGroup lp
FatalErrors none
"""
BUS_CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
CUPSD_CONF = """LogLevel warn
Browsing No
WebInterface No
PreserveJobFiles No
PreserveJobHistory Yes
DefaultEncryption Never
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow localhost
  </Limit>
</Policy>
"""
