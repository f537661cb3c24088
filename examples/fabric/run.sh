#!/usr/bin/env bash
# A log whose checkpoints a real Fabric channel holds, from nothing to a receipt checked offline.
set -euo pipefail
: "${FABRIC_BIN:?set FABRIC_BIN to the folder of peer, orderer, cryptogen, configtxgen, osnadmin}"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$PWD/hufu-fabric
port=${NET_PORT:-21050}
if [ -e "$work" ]; then echo "$work is there already; move it away" >&2; exit 73; fi
mkdir -p "$work"
cd "$work"
export FABRIC_BIN NET_DIR=$work/net NET_PORT=$port
network() { bash "$root/ledger/fabric/src/test/resources/network/network.sh" "$@" >> "$work/network.log" 2>&1; }
hufu() { "$root/hufu" "$@"; }
servers=()
end() { for pid in "${servers[@]}"; do kill "$pid" 2> /dev/null || true; done; network down || true; }
trap end EXIT

echo "== two organisations, one channel"
network up

echo "== the contract, one server for each organisation"
ids=()
for i in 1 2; do
  address=127.0.0.1:$((port + 50 + i))
  hufu fabric deploy-info --address "$address" --out "hufu-$i.tar.gz" > "deploy-$i.txt"
  ids+=("$(sed -n 's/^CORE_CHAINCODE_ID_NAME=//p' "deploy-$i.txt")")
  CORE_CHAINCODE_ID_NAME=${ids[$((i - 1))]} CHAINCODE_SERVER_ADDRESS=$address \
    CORE_CHAINCODE_LOGGING_LEVEL=WARNING java -Xmx256m \
    -cp "$root/ledger/chaincode/target/classes:$root/ledger/chaincode/target/server/*" \
    io.hufu.chaincode.Server >> "chaincode-$i.log" 2>&1 &
  servers+=($!)
done
network deploy "$work/hufu-1.tar.gz" "$work/hufu-2.tar.gz" "${ids[@]}"

echo "== a log, a trust list and a profile"
origin=log.example.org/2026/sm3
printf 'pilot-only' > password
hufu ledger init ledger --origin "$origin" --password-file password > ledger.txt
vkey=$(grep -o "$origin+.*" ledger.txt | head -n 1)
orgs=$NET_DIR/crypto/peerOrganizations
user=$orgs/org1.test/users/User1@org1.test/msp
cp "$user"/signcerts/*.pem client.pem
cp "$user"/keystore/* client.key
for i in 1 2; do
  cp "$orgs/org$i.test"/msp/cacerts/*.pem "root-$i.pem"
  cp "$orgs/org$i.test/peers/peer0.org$i.test/tls/ca.crt" "tls-$i.pem"
done
cat > profile.json <<JSON
{"schema": "hufu.fabric-profile/1", "mspId": "Org1MSP",
 "certificate": "client.pem", "key": "client.key",
 "channel": "agencies", "chaincode": "hufu", "quorum": 2, "algorithms": ["ES256"],
 "organisations": [{"mspId": "Org1MSP", "roots": "root-1.pem"}, {"mspId": "Org2MSP", "roots": "root-2.pem"}],
 "peers": [{"address": "127.0.0.1:$((port + 30))", "tlsRoots": "tls-1.pem"},
           {"address": "127.0.0.1:$((port + 40))", "tlsRoots": "tls-2.pem"}],
 "ledger": "ledger", "journal": "journal"}
JSON
hufu pki init --dir pki --password-file password > /dev/null
hufu trust init draft.json --name-zh 示例名单 --name-en "Sample list" --pilot
hufu trust add ledger draft.json --origin "$origin" --vkey "$vkey"
hufu trust add channel draft.json profile.json
hufu trust sign draft.json --key pki/trust-list.p12 --password-file password --out trust-list.json

echo "== the log on the channel, and a file in the log"
hufu fabric register profile.json --trust trust-list.json --origin "$origin"
echo "a file" > file.txt
hufu ledger anchor fabric:profile.json file.txt --password-file password

echo "== the receipt's proof, offline"
hufu fabric proof file.txt.receipt.json --trust trust-list.json --channel agencies
