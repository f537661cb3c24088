#!/usr/bin/env bash
# Starts a Hyperledger Fabric network of two organisations as plain processes on the loopback
# interface: TLS everywhere, one channel, Raft or BFT ordering, chaincode as a service.
#
#   network.sh up                          identities, genesis block, nodes, channel
#   network.sh deploy PACKAGE1 PACKAGE2 ID1 ID2   install, approve, commit the chaincode "hufu"
#   network.sh start|stop|kill|freeze|thaw NODE…  orderer1.. org1 org2
#   network.sh repair                      lets frozen nodes go on, starts dead ones
#   network.sh down                        ends every node that "up" started
#
# Environment: FABRIC_BIN (peer, orderer, cryptogen, configtxgen, osnadmin), NET_DIR (all state),
# NET_PORT (first of 60 ports), NET_CONSENSUS (etcdraft or BFT), NET_BATCH_TIMEOUT (such as 200ms).
set -euo pipefail
: "${FABRIC_BIN:?}" "${NET_DIR:?}" "${NET_PORT:?}"
consensus=${NET_CONSENSUS:-etcdraft}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
channel=agencies
crypto=$NET_DIR/crypto
orderers=1
[ "$consensus" = BFT ] && orderers=4

ord_port() { echo $((NET_PORT + 3 * ($1 - 1) + ${2:-0})); }
org_port() { echo $((NET_PORT + 20 + 10 * $1 + ${2:-0})); }
ord_home() { echo "$crypto/ordererOrganizations/orderer.test/orderers/orderer$1.orderer.test"; }
org_home() { echo "$crypto/peerOrganizations/org$1.test"; }
org_node() { echo "$(org_home "$1")/peers/peer0.org$1.test"; }
node_dir() { echo "$NET_DIR/nodes/$1"; }
nodes() { for i in $(seq "$orderers"); do echo "orderer$i"; done; echo org1; echo org2; }
fill() { local file=$1 out=$2 pair; shift 2; cp "$file" "$out"
  for pair in "$@"; do sed -i "s|@${pair%%=*}@|${pair#*=}|g" "$out"; done; }

identities() {
  fill "$here/crypto-config.yaml" "$NET_DIR/crypto-config.yaml" ORDERERS="$orderers"
  "$FABRIC_BIN/cryptogen" generate --config="$NET_DIR/crypto-config.yaml" --output="$crypto"
}

genesis() {
  mkdir -p "$NET_DIR/configtx"
  local out=$NET_DIR/configtx/configtx.yaml i home ends='' consenters=''
  for i in $(seq "$orderers"); do
    home=$(ord_home "$i")
    ends="$ends\"127.0.0.1:$(ord_port "$i")\", "
    local tls="ClientTLSCert: $home/tls/server.crt, ServerTLSCert: $home/tls/server.crt"
    if [ "$consensus" = BFT ]; then
      local cert; cert=$(ls "$home"/msp/signcerts/*.pem)
      consenters="$consenters{ID: $i, MSPID: OrdererMSP, Identity: $cert, Host: 127.0.0.1, Port: $(ord_port "$i"), $tls}, "
    else
      consenters="$consenters{Host: 127.0.0.1, Port: $(ord_port "$i"), $tls}, "
    fi
  done
  local rule="EtcdRaft: {Consenters: [${consenters%, }]}" capability=V2_0
  if [ "$consensus" = BFT ]; then
    capability=V3_0
    rule="ConsenterMapping: [${consenters%, }]"
  fi
  fill "$here/configtx.yaml" "$out" CRYPTO="$crypto" CONSENSUS="$consensus" CAPABILITY="$capability" \
    BATCH_TIMEOUT="${NET_BATCH_TIMEOUT:-200ms}" ENDPOINTS="[${ends%, }]" CONSENTERS="$rule" PORT1="$(org_port 1)" PORT2="$(org_port 2)"
  if [ "$consensus" != BFT ]; then sed -i '/^      SmartBFT:/d' "$out"; fi
  FABRIC_CFG_PATH=$NET_DIR/configtx "$FABRIC_BIN/configtxgen" -profile Channel \
    -channelID "$channel" -outputBlock "$NET_DIR/genesis.block"
}

configure() {
  local node=$1 dir i; dir=$(node_dir "$node"); i=$(echo "$node" | tr -dc 0-9)
  mkdir -p "$dir/data"
  case $node in
    orderer*) fill "$here/orderer.yaml" "$dir/orderer.yaml" HOME="$(ord_home "$i")" DIR="$dir" \
      PORT="$(ord_port "$i")" ADMIN="$(ord_port "$i" 1)" OPS="$(ord_port "$i" 2)" ;;
    *) fill "$here/core.yaml" "$dir/core.yaml" HOME="$(org_node "$i")" DIR="$dir" NODE="$node" \
      MSP="Org${i}MSP" PORT="$(org_port "$i")" CHAINCODE="$(org_port "$i" 1)" \
      OPS="$(org_port "$i" 2)" BUILDER="$here/builder" ;;
  esac
}

start() {
  local node dir command
  for node in "$@"; do
    dir=$(node_dir "$node")
    case $node in orderer*) command=("$FABRIC_BIN/orderer") ;; *) command=("$FABRIC_BIN/peer" node start) ;; esac
    (cd "$dir" && FABRIC_CFG_PATH=$dir FABRIC_LOGGING_SPEC=info exec "${command[@]}") \
      >> "$dir/log" 2>&1 < /dev/null &
    echo $! > "$dir/pid"
  done
}

signal() { # only processes that this script started, and that still run their program
  local sig=$1 node pid; shift
  for node in "$@"; do
    [ -f "$(node_dir "$node")/pid" ] || continue
    pid=$(cat "$(node_dir "$node")/pid")
    if { tr '\0' ' ' < "/proc/$pid/cmdline"; } 2> /dev/null | grep -q "$FABRIC_BIN"; then
      kill "-$sig" "$pid"
      case $sig in TERM | KILL) while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done ;; esac
    fi
  done
}

repair() {
  local node
  for node in $(nodes); do
    signal CONT "$node"
    kill -0 "$(cat "$(node_dir "$node")/pid")" 2> /dev/null || start "$node"
  done
}

as_org() {
  local i=$1; shift
  FABRIC_CFG_PATH=$(node_dir "org$i") FABRIC_LOGGING_SPEC=error CORE_PEER_LOCALMSPID=Org${i}MSP \
    CORE_PEER_ADDRESS=127.0.0.1:$(org_port "$i") CORE_PEER_TLS_ENABLED=true \
    CORE_PEER_MSPCONFIGPATH=$(org_home "$i")/users/Admin@org$i.test/msp \
    CORE_PEER_TLS_ROOTCERT_FILE=$(org_node "$i")/tls/ca.crt "$FABRIC_BIN/peer" "$@"
}

patiently() { local n; for n in $(seq 60); do if "$@"; then return; fi; sleep 1; done; return 1; }

join_orderer() {
  local i=$1 admin=$crypto/ordererOrganizations/orderer.test/users/Admin@orderer.test/tls
  "$FABRIC_BIN/osnadmin" channel join --channelID "$channel" --config-block "$NET_DIR/genesis.block" \
    -o "127.0.0.1:$(ord_port "$i" 1)" --ca-file "$(ord_home 1)/tls/ca.crt" \
    --client-cert "$admin/client.crt" --client-key "$admin/client.key" 2>&1 | grep -q 'Status: 201'
}

up() {
  mkdir -p "$NET_DIR"
  identities
  genesis
  local node i
  for node in $(nodes); do configure "$node"; start "$node"; done
  for i in $(seq "$orderers"); do patiently join_orderer "$i"; done
  for i in 1 2; do patiently as_org "$i" channel join -b "$NET_DIR/genesis.block"; done
}

deploy() {
  local packages=("$1" "$2") ids=("$3" "$4") i
  local to=(-o "127.0.0.1:$(ord_port 1)" --tls --cafile "$(ord_home 1)/tls/ca.crt")
  local what=(--channelID "$channel" --name hufu --version 1 --sequence 1)
  for i in 1 2; do
    as_org "$i" lifecycle chaincode install "${packages[$((i - 1))]}"
    patiently as_org "$i" lifecycle chaincode approveformyorg "${to[@]}" "${what[@]}" \
      --package-id "${ids[$((i - 1))]}"
  done
  patiently as_org 1 lifecycle chaincode commit "${to[@]}" "${what[@]}" \
    --peerAddresses "127.0.0.1:$(org_port 1)" --tlsRootCertFiles "$(org_node 1)/tls/ca.crt" \
    --peerAddresses "127.0.0.1:$(org_port 2)" --tlsRootCertFiles "$(org_node 2)/tls/ca.crt"
}

action=$1; shift
case $action in
  up) up ;;
  deploy) deploy "$@" ;;
  start) start "$@" ;;
  stop) signal TERM "$@" ;;
  kill) signal KILL "$@" ;;
  freeze) signal STOP "$@" ;;
  thaw) signal CONT "$@" ;;
  repair) repair ;;
  down) mapfile -t all < <(nodes); signal CONT "${all[@]}"; signal KILL "${all[@]}" ;;
  *) echo "no such action: $action" >&2; exit 2 ;;
esac
