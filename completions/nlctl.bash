# nlctl completion for bash. Generated from the command table: make generate

# The object that a command is about.
__nlctl_object() {
  set -- "${1#wait }"
  echo "${1%% *}"
}

# What 'nlctl complete' lists, in the namespace that the line names.
__nlctl_ask() { nlctl ${ns:+--netns="$ns"} complete "$@" 2>/dev/null; }

# Whether an option or selector takes the next word.
__nlctl_takes() {
  case $1 in
  family|netns|fields|record|from|sort|dev|index|kind|type|master|vrf|operstate|group|address|altname|mtu|netns-id|alias|scope|label|to|proto|protocol|table|t|oif|via|src|root|match|exact|metric|priority|preference|tos|dsfield|mark|realm|realms|nhid|encap|flags|prefix-length|iif|uid|ipproto|sport|dport|nud|lladdr|vlan|lookup|prio|pref|order|fwmark|id|baseline|mcgroup|count|timeout|poll|speed|rcvbuf|stable) return 0 ;;
  esac
  return 1
}

# Where one more word leads.
__nlctl_step() {
  case "$1:$2" in
  ':link'|':lin'|':li'|':l') echo 'link' ;;
  ':addr'|':add'|':ad'|':a'|':address'|':addres'|':addre') echo 'addr' ;;
  ':route'|':rout'|':rou'|':ro'|':r') echo 'route' ;;
  ':neigh'|':neig'|':nei'|':ne'|':n'|':neighbour'|':neighbou'|':neighbo'|':neighb'|':neighbor') echo 'neigh' ;;
  ':rule'|':rul'|':ru') echo 'rule' ;;
  ':nexthop'|':nextho'|':nexth'|':next'|':nex'|':nh') echo 'nexthop' ;;
  ':bucket'|':bucke'|':buck'|':buc'|':bu'|':b') echo 'bucket' ;;
  ':netconf'|':netcon'|':netco'|':netc') echo 'netconf' ;;
  ':nsid'|':nsi'|':ns') echo 'nsid' ;;
  ':maddr'|':madd'|':mad'|':ma'|':maddress'|':maddres'|':maddre') echo 'maddr' ;;
  ':vlan'|':vla'|':vl'|':v') echo 'vlan' ;;
  ':mdb'|':md') echo 'mdb' ;;
  ':netns'|':netn') echo 'netns' ;;
  'link:dump'|'link:dum'|'link:du'|'link:d'|'link:show'|'link:sho'|'link:sh'|'link:s'|'link:list'|'link:lis'|'link:li'|'link:l'|'link:ls') echo 'link dump' ;;
  'link:get'|'link:ge'|'link:g') echo 'link get' ;;
  'addr:dump'|'addr:dum'|'addr:du'|'addr:d'|'addr:show'|'addr:sho'|'addr:sh'|'addr:s'|'addr:list'|'addr:lis'|'addr:li'|'addr:l'|'addr:ls') echo 'addr dump' ;;
  'route:dump'|'route:dum'|'route:du'|'route:d'|'route:show'|'route:sho'|'route:sh'|'route:s'|'route:list'|'route:lis'|'route:li'|'route:l'|'route:ls') echo 'route dump' ;;
  'route:get'|'route:ge'|'route:g') echo 'route get' ;;
  'neigh:dump'|'neigh:dum'|'neigh:du'|'neigh:d'|'neigh:show'|'neigh:sho'|'neigh:sh'|'neigh:s'|'neigh:list'|'neigh:lis'|'neigh:li'|'neigh:l'|'neigh:ls') echo 'neigh dump' ;;
  'neigh:get'|'neigh:ge'|'neigh:g') echo 'neigh get' ;;
  'rule:dump'|'rule:dum'|'rule:du'|'rule:d'|'rule:show'|'rule:sho'|'rule:sh'|'rule:s'|'rule:list'|'rule:lis'|'rule:li'|'rule:l'|'rule:ls') echo 'rule dump' ;;
  'nexthop:dump'|'nexthop:dum'|'nexthop:du'|'nexthop:d'|'nexthop:show'|'nexthop:sho'|'nexthop:sh'|'nexthop:s'|'nexthop:list'|'nexthop:lis'|'nexthop:li'|'nexthop:l'|'nexthop:ls') echo 'nexthop dump' ;;
  'nexthop:get'|'nexthop:ge'|'nexthop:g') echo 'nexthop get' ;;
  'bucket:dump'|'bucket:dum'|'bucket:du'|'bucket:d'|'bucket:show'|'bucket:sho'|'bucket:sh'|'bucket:s'|'bucket:list'|'bucket:lis'|'bucket:li'|'bucket:l'|'bucket:ls') echo 'bucket dump' ;;
  'bucket:get'|'bucket:ge'|'bucket:g') echo 'bucket get' ;;
  'netns:dump'|'netns:dum'|'netns:du'|'netns:d'|'netns:show'|'netns:sho'|'netns:sh'|'netns:s'|'netns:list'|'netns:lis'|'netns:li'|'netns:l'|'netns:ls') echo 'netns dump' ;;
  'netconf:dump'|'netconf:dum'|'netconf:du'|'netconf:d'|'netconf:show'|'netconf:sho'|'netconf:sh'|'netconf:s'|'netconf:list'|'netconf:lis'|'netconf:li'|'netconf:l'|'netconf:ls') echo 'netconf dump' ;;
  'nsid:dump'|'nsid:dum'|'nsid:du'|'nsid:d'|'nsid:show'|'nsid:sho'|'nsid:sh'|'nsid:s'|'nsid:list'|'nsid:lis'|'nsid:li'|'nsid:l'|'nsid:ls') echo 'nsid dump' ;;
  'maddr:dump'|'maddr:dum'|'maddr:du'|'maddr:d'|'maddr:show'|'maddr:sho'|'maddr:sh'|'maddr:s'|'maddr:list'|'maddr:lis'|'maddr:li'|'maddr:l'|'maddr:ls') echo 'maddr dump' ;;
  'vlan:dump'|'vlan:dum'|'vlan:du'|'vlan:d'|'vlan:show'|'vlan:sho'|'vlan:sh'|'vlan:s'|'vlan:list'|'vlan:lis'|'vlan:li'|'vlan:l'|'vlan:ls') echo 'vlan dump' ;;
  'mdb:dump'|'mdb:dum'|'mdb:du'|'mdb:d'|'mdb:show'|'mdb:sho'|'mdb:sh'|'mdb:s'|'mdb:list'|'mdb:lis'|'mdb:li'|'mdb:l'|'mdb:ls') echo 'mdb dump' ;;
  ':monitor'|':monito'|':monit'|':moni'|':mon'|':mo') echo 'monitor' ;;
  ':wait'|':wai'|':wa'|':w') echo 'wait' ;;
  ':snapshot'|':snapsho'|':snapsh'|':snaps'|':snap'|':sna'|':sn') echo 'snapshot' ;;
  ':diff'|':dif'|':di') echo 'diff' ;;
  ':explain'|':explai'|':expla'|':expl'|':exp'|':ex'|':e') echo 'explain' ;;
  ':fields'|':field'|':fiel'|':fie'|':fi'|':f') echo 'fields' ;;
  ':schema'|':schem'|':sche'|':sch'|':sc') echo 'schema' ;;
  ':completions'|':completion'|':completio'|':completi'|':complet'|':comple'|':compl'|':comp'|':com') echo 'completions' ;;
  ':help'|':hel'|':he'|':h') echo 'help' ;;
  'wait:link'|'wait:lin'|'wait:li'|'wait:l') echo 'wait link' ;;
  'wait:addr'|'wait:add'|'wait:ad'|'wait:a'|'wait:address'|'wait:addres'|'wait:addre') echo 'wait addr' ;;
  'wait:route'|'wait:rout'|'wait:rou'|'wait:ro'|'wait:r') echo 'wait route' ;;
  'wait:neigh'|'wait:neig'|'wait:nei'|'wait:ne'|'wait:n'|'wait:neighbour'|'wait:neighbou'|'wait:neighbo'|'wait:neighb'|'wait:neighbor') echo 'wait neigh' ;;
  'wait:rule'|'wait:rul'|'wait:ru') echo 'wait rule' ;;
  'wait:nexthop'|'wait:nextho'|'wait:nexth'|'wait:next'|'wait:nex'|'wait:nh') echo 'wait nexthop' ;;
  'monitor'*':link'|'monitor'*':lin'|'monitor'*':li'|'monitor'*':l') echo "$1 link" ;;
  'monitor'*':addr'|'monitor'*':add'|'monitor'*':ad'|'monitor'*':a'|'monitor'*':address'|'monitor'*':addres'|'monitor'*':addre') echo "$1 addr" ;;
  'monitor'*':route'|'monitor'*':rout'|'monitor'*':rou'|'monitor'*':ro'|'monitor'*':r') echo "$1 route" ;;
  'monitor'*':neigh'|'monitor'*':neig'|'monitor'*':nei'|'monitor'*':ne'|'monitor'*':n'|'monitor'*':neighbour'|'monitor'*':neighbou'|'monitor'*':neighbo'|'monitor'*':neighb'|'monitor'*':neighbor') echo "$1 neigh" ;;
  'monitor'*':rule'|'monitor'*':rul'|'monitor'*':ru') echo "$1 rule" ;;
  'monitor'*':nexthop'|'monitor'*':nextho'|'monitor'*':nexth'|'monitor'*':next'|'monitor'*':nex'|'monitor'*':nh') echo "$1 nexthop" ;;
  'monitor'*':all') echo "$1 all" ;;
  esac
}

# The values of an option or selector.
__nlctl_values() {
  case "$1:$2" in
  'link dump':type) __nlctl_ask kinds ;;
  'link dump':group) __nlctl_ask groups ;;
  'addr dump':type) __nlctl_ask kinds ;;
  'addr dump':group) __nlctl_ask groups ;;
  'addr dump':proto|'addr dump':protocol) __nlctl_ask addrprotos ;;
  'route dump':proto|'route dump':protocol) __nlctl_ask protocols ;;
  'route dump':type) printf '%s\n' unicast local broadcast anycast multicast blackhole unreachable prohibit throw nat xresolve ;;
  'neigh dump':proto|'neigh dump':protocol) __nlctl_ask protocols ;;
  'nexthop dump':group) __nlctl_ask nexthops ;;
  'monitor'*:group|'monitor'*:proto|'monitor'*:type|'monitor'*:protocol) __nlctl_ask values "$1" "$2" ;;
  'wait link':type) __nlctl_ask kinds ;;
  'wait link':group) __nlctl_ask groups ;;
  'wait addr':type) __nlctl_ask kinds ;;
  'wait addr':group) __nlctl_ask groups ;;
  'wait addr':proto|'wait addr':protocol) __nlctl_ask addrprotos ;;
  'wait route':proto|'wait route':protocol) __nlctl_ask protocols ;;
  'wait route':type) printf '%s\n' unicast local broadcast anycast multicast blackhole unreachable prohibit throw nat xresolve ;;
  'wait neigh':proto|'wait neigh':protocol) __nlctl_ask protocols ;;
  'wait nexthop':group) __nlctl_ask nexthops ;;
  *:family) printf '%s\n' inet inet6 mpls bridge ;;
  *:netns) __nlctl_ask netns ;;
  *:fields|*:sort) __nlctl_ask fields "$(__nlctl_object "$1")" ;;
  *:color) printf '%s\n' auto always never ;;
  *:dev|*:oif|*:iif) __nlctl_ask links ;;
  *:kind) __nlctl_ask kinds ;;
  *:master) __nlctl_ask masters ;;
  *:vrf) __nlctl_ask vrfs ;;
  *:operstate) printf '%s\n' unknown notpresent down lowerlayerdown testing dormant up ;;
  *:scope) __nlctl_ask scopes ;;
  *:label) __nlctl_ask labels ;;
  *:table|*:t|*:lookup) __nlctl_ask tables ;;
  *:tos|*:dsfield) __nlctl_ask dsfields ;;
  *:realm|*:realms) __nlctl_ask realms ;;
  *:nhid|*:id) __nlctl_ask nexthops ;;
  *:encap) __nlctl_ask encaps ;;
  *:flags) printf '%s\n' dead onlink pervasive offload trap notify linkdown unresolved rt_offload rt_trap rt_offload_failed ;;
  *:ipproto) printf '%s\n' tcp udp icmp ipv6-icmp sctp dccp udplite ;;
  *:nud) printf '%s\n' incomplete reachable stale delay probe failed noarp permanent none all ;;
  *:mcgroup) __nlctl_ask mcgroups ;;
  esac
}

# The options of a command. Of several objects of monitor, those of each.
__nlctl_options() {
  case $1 in
  'monitor '*' '*) __nlctl_options "${1% *}"; __nlctl_options "monitor ${1##* }"; return ;;
  'link dump'|'link') printf '%s\n' --tree --dot --watch --sort --all-netns --dev --index --kind --master --nomaster --vrf --up --down --operstate --carrier --group --address --altname --mtu --netns-id --alias ;;
  'addr dump'|'addr') printf '%s\n' --watch --sort --all-netns --dev --up --down --kind --master --vrf --group --scope --label --to --proto --permanent --dynamic --primary --secondary --temporary --tentative --deprecated --dadfailed --home --nodad --mngtmpaddr --noprefixroute --autojoin --optimistic --stable-privacy ;;
  'route dump'|'route') printf '%s\n' --consistent --watch --sort --all-netns --table --vrf --proto --type --scope --dev --via --src --from --root --match --exact --metric --tos --mark --realm --nhid --encap --flags --cached --prefix-length ;;
  'route get') printf '%s\n' --from --oif --iif --mark --tos --vrf --uid --ipproto --sport --dport --fibmatch ;;
  'neigh dump'|'neigh') printf '%s\n' --watch --sort --all-netns --dev --to --nud --lladdr --proxy --proto --master --vlan ;;
  'neigh get') printf '%s\n' --dev ;;
  'rule dump'|'rule') printf '%s\n' --sort --all-netns --table --priority --from --to --iif --oif --mark --tos ;;
  'nexthop dump'|'nexthop') printf '%s\n' --sort --all-netns --id --dev --group --groups --master --fdb ;;
  'bucket dump'|'bucket') printf '%s\n' --sort --all-netns --id --index --nhid --dev --master ;;
  'bucket get') printf '%s\n' --index ;;
  'netconf dump'|'netconf') printf '%s\n' --sort --all-netns --dev ;;
  'nsid dump'|'nsid') printf '%s\n' --sort --all-netns ;;
  'maddr dump'|'maddr') printf '%s\n' --sort --all-netns --dev ;;
  'vlan dump'|'vlan') printf '%s\n' --sort --all-netns --dev ;;
  'mdb dump'|'mdb') printf '%s\n' --sort --all-netns --dev ;;
  'monitor') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --protocol --count --timeout --poll --speed --rcvbuf --dev --index --kind --master --nomaster --vrf --up --down --operstate --carrier --group --address --altname --mtu --netns-id --alias --scope --label --to --proto --permanent --dynamic --primary --secondary --temporary --tentative --deprecated --dadfailed --home --nodad --mngtmpaddr --noprefixroute --autojoin --optimistic --stable-privacy --table --type --via --src --from --root --match --exact --metric --tos --mark --realm --nhid --encap --flags --cached --prefix-length --nud --lladdr --proxy --vlan --priority --iif --oif --id --groups --fdb ;;
  'monitor all') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --dev --index --kind --master --nomaster --vrf --up --down --operstate --carrier --group --address --altname --mtu --netns-id --alias --scope --label --to --proto --permanent --dynamic --primary --secondary --temporary --tentative --deprecated --dadfailed --home --nodad --mngtmpaddr --noprefixroute --autojoin --optimistic --stable-privacy --table --type --via --src --from --root --match --exact --metric --tos --mark --realm --nhid --encap --flags --cached --prefix-length --nud --lladdr --proxy --vlan --priority --iif --oif --id --groups --fdb ;;
  'monitor link') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --dev --index --kind --master --nomaster --vrf --up --down --operstate --carrier --group --address --altname --mtu --netns-id --alias ;;
  'monitor addr') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --dev --up --down --kind --master --vrf --group --scope --label --to --proto --permanent --dynamic --primary --secondary --temporary --tentative --deprecated --dadfailed --home --nodad --mngtmpaddr --noprefixroute --autojoin --optimistic --stable-privacy ;;
  'monitor route') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --table --vrf --proto --type --scope --dev --via --src --from --root --match --exact --metric --tos --mark --realm --nhid --encap --flags --cached --prefix-length ;;
  'monitor neigh') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --dev --to --nud --lladdr --proxy --proto --master --vlan ;;
  'monitor rule') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --table --priority --from --to --iif --oif --mark --tos ;;
  'monitor nexthop') printf '%s\n' --initial --baseline --all --all-nsid --mcgroup --count --timeout --poll --speed --rcvbuf --id --dev --group --groups --master --fdb ;;
  'wait') printf '%s\n' --timeout --gone --stable ;;
  'wait link') printf '%s\n' --timeout --gone --stable --dev --index --kind --master --nomaster --vrf --up --down --operstate --carrier --group --address --altname --mtu --netns-id --alias ;;
  'wait addr') printf '%s\n' --timeout --gone --stable --dev --up --down --kind --master --vrf --group --scope --label --to --proto --permanent --dynamic --primary --secondary --temporary --tentative --deprecated --dadfailed --home --nodad --mngtmpaddr --noprefixroute --autojoin --optimistic --stable-privacy ;;
  'wait route') printf '%s\n' --timeout --gone --stable --table --vrf --proto --type --scope --dev --via --src --from --root --match --exact --metric --tos --mark --realm --nhid --encap --flags --cached --prefix-length ;;
  'wait neigh') printf '%s\n' --timeout --gone --stable --dev --to --nud --lladdr --proxy --proto --master --vlan ;;
  'wait rule') printf '%s\n' --timeout --gone --stable --table --priority --from --to --iif --oif --mark --tos ;;
  'wait nexthop') printf '%s\n' --timeout --gone --stable --id --dev --group --groups --master --fdb ;;
  esac
  printf '%s\n' --ipv4 --ipv6 --family --netns --json --pretty --details --stats --oneline --brief --numeric --color --timestamp --quiet --verbose --explain --record --from --help --version
  case $1 in
  'netns dump'|'netns'|'monitor'|'monitor all'|'monitor link'|'monitor addr'|'monitor route'|'monitor neigh'|'monitor rule'|'monitor nexthop'|'wait'|'wait link'|'wait addr'|'wait route'|'wait neigh'|'wait rule'|'wait nexthop'|'snapshot'|'diff'|'explain'|'fields'|'schema'|'completions'|'help') ;;
  *) echo --fields ;;
  esac
}

# The words of a command that need no dashes.
__nlctl_words() {
  case $1 in
  '') printf '%s\n' link addr route neigh rule nexthop bucket netconf nsid maddr vlan mdb netns monitor wait snapshot diff explain fields schema completions help ;;
  'monitor '*' '*) __nlctl_words "${1% *}"; __nlctl_words "monitor ${1##* }"; ;;
  'link') printf '%s\n' dump get ;;
  'addr') printf '%s\n' dump ;;
  'route') printf '%s\n' dump get ;;
  'neigh') printf '%s\n' dump get ;;
  'rule') printf '%s\n' dump ;;
  'nexthop') printf '%s\n' dump get ;;
  'bucket') printf '%s\n' dump get ;;
  'netconf') printf '%s\n' dump ;;
  'nsid') printf '%s\n' dump ;;
  'maddr') printf '%s\n' dump ;;
  'vlan') printf '%s\n' dump ;;
  'mdb') printf '%s\n' dump ;;
  'netns') printf '%s\n' dump ;;
  'link dump') printf '%s\n' dev index kind master nomaster vrf up down operstate carrier group address altname mtu netns-id alias not; __nlctl_ask links ;;
  'link get') __nlctl_ask links ;;
  'addr dump') printf '%s\n' dev up down kind master vrf group scope label to proto permanent dynamic primary secondary temporary tentative deprecated dadfailed home nodad mngtmpaddr noprefixroute autojoin optimistic stable-privacy not; __nlctl_ask links ;;
  'route dump') printf '%s\n' table vrf proto type scope dev via src from root match exact metric tos mark realm nhid encap flags cached prefix-length not ;;
  'route get') printf '%s\n' from oif iif mark tos vrf uid ipproto sport dport fibmatch ;;
  'neigh dump') printf '%s\n' dev to nud lladdr proxy proto master vlan not ;;
  'neigh get') printf '%s\n' dev ;;
  'rule dump') printf '%s\n' table priority from to iif oif mark tos not ;;
  'nexthop dump') printf '%s\n' id dev group groups master fdb not ;;
  'nexthop get') __nlctl_ask nexthops ;;
  'bucket dump') printf '%s\n' id index nhid dev master not ;;
  'bucket get') printf '%s\n' index; __nlctl_ask nexthops ;;
  'netconf dump') printf '%s\n' dev not; __nlctl_ask links ;;
  'maddr dump') printf '%s\n' dev not; __nlctl_ask links ;;
  'vlan dump') printf '%s\n' dev not; __nlctl_ask links ;;
  'mdb dump') printf '%s\n' dev not; __nlctl_ask links ;;
  'monitor') printf '%s\n' dev index kind master nomaster vrf up down operstate carrier group address altname mtu netns-id alias scope label to proto permanent dynamic primary secondary temporary tentative deprecated dadfailed home nodad mngtmpaddr noprefixroute autojoin optimistic stable-privacy table type via src from root match exact metric tos mark realm nhid encap flags cached prefix-length nud lladdr proxy vlan priority iif oif id groups fdb not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor all') printf '%s\n' dev index kind master nomaster vrf up down operstate carrier group address altname mtu netns-id alias scope label to proto permanent dynamic primary secondary temporary tentative deprecated dadfailed home nodad mngtmpaddr noprefixroute autojoin optimistic stable-privacy table type via src from root match exact metric tos mark realm nhid encap flags cached prefix-length nud lladdr proxy vlan priority iif oif id groups fdb not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor link') printf '%s\n' dev index kind master nomaster vrf up down operstate carrier group address altname mtu netns-id alias not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor addr') printf '%s\n' dev up down kind master vrf group scope label to proto permanent dynamic primary secondary temporary tentative deprecated dadfailed home nodad mngtmpaddr noprefixroute autojoin optimistic stable-privacy not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor route') printf '%s\n' table vrf proto type scope dev via src from root match exact metric tos mark realm nhid encap flags cached prefix-length not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor neigh') printf '%s\n' dev to nud lladdr proxy proto master vlan not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor rule') printf '%s\n' table priority from to iif oif mark tos not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'monitor nexthop') printf '%s\n' id dev group groups master fdb not; printf '%s\n' link addr route neigh rule nexthop all netconf mroute prefix mcaddr acaddr maddr vlan notify tc ipv4-ifaddr ipv4-mroute ipv4-route ipv4-rule ipv6-ifaddr ipv6-mroute ipv6-route ipv6-ifinfo decnet-ifaddr nop2 decnet-route decnet-rule nop4 ipv6-prefix ipv6-rule nd-useropt phonet-ifaddr phonet-route dcb ipv4-netconf ipv6-netconf mdb mpls-route nsid mpls-netconf ipv4-mroute-r ipv6-mroute-r brvlan mctp-ifaddr tunnel stats ipv4-mcaddr ipv6-mcaddr ipv6-acaddr ;;
  'wait') printf '%s\n' link addr route neigh rule nexthop ;;
  'wait link') printf '%s\n' dev index kind master nomaster vrf up down operstate carrier group address altname mtu netns-id alias not; __nlctl_ask links ;;
  'wait addr') printf '%s\n' dev up down kind master vrf group scope label to proto permanent dynamic primary secondary temporary tentative deprecated dadfailed home nodad mngtmpaddr noprefixroute autojoin optimistic stable-privacy not; __nlctl_ask links ;;
  'wait route') printf '%s\n' table vrf proto type scope dev via src from root match exact metric tos mark realm nhid encap flags cached prefix-length not ;;
  'wait neigh') printf '%s\n' dev to nud lladdr proxy proto master vlan not ;;
  'wait rule') printf '%s\n' table priority from to iif oif mark tos not ;;
  'wait nexthop') printf '%s\n' id dev group groups master fdb not ;;
  'snapshot') printf '%s\n' link addr route neigh rule nexthop ;;
  'fields') printf '%s\n' link addr route neigh rule nexthop bucket netconf nsid maddr vlan mdb ;;
  'schema') printf '%s\n' link addr route neigh rule nexthop bucket netconf nsid maddr vlan mdb ;;
  'completions') printf '%s\n' bash zsh fish ;;
  'help') printf '%s\n' link addr route neigh rule nexthop bucket netconf nsid maddr vlan mdb netns monitor wait snapshot diff explain fields schema completions help ;;
  esac
}

# Prints what fits at the last word; the words before it decide.
__nlctl() {
  # No variable may be called "path": zsh has that name for PATH.
  local at= last= ns= word= next= before=
  while [ $# -gt 1 ]; do
    before=$word word=$1
    shift
    if [ "$word" = = ]; then
      [ "$before" = --color ] && last=color
      continue
    fi
    if [ -n "$last" ]; then
      [ "$last" = netns ] && ns=$word
      last=
      continue
    fi
    case $word in
    -f) last=family ;;
    -n) last=netns ;;
    -F) last=fields ;;
    --netns=*) ns=${word#*=} ;;
    --*=*) ;;
    --*)
      next=${word#--}
      __nlctl_takes "${next#not-}" && last=${next#not-}
      ;;
    -*) ;;
    *)
      next=$(__nlctl_step "$at" "$word")
      if [ -n "$next" ]; then
        at=$next
      elif __nlctl_takes "$word"; then
        last=$word
      fi
      ;;
    esac
  done
  [ -n "$__nlctl_tells" ] && echo "@$at"
  [ "$1" = = ] && [ "$word" = --color ] && last=color
  if [ -n "$last" ]; then
    __nlctl_values "$at" "$last"
    return
  fi
  case $1 in
  --*=*)
    next=${1%%=*}
    word=${next#--}
    __nlctl_values "$at" "${word#not-}" | while read -r word; do echo "$next=$word"; done
    ;;
  --not-*) [ -n "$at" ] && __nlctl_words "$at" | while read -r word; do echo "--not-$word"; done ;;
  -*) __nlctl_options "$at" ;;
  *) __nlctl_words "$at" ;;
  esac
}

_nlctl() {
  local word cur=${COMP_WORDS[COMP_CWORD]} list=
  COMPREPLY=()
  [ "$cur" = = ] && cur=
  # A list of fields grows after its last comma.
  case ${COMP_WORDS[COMP_CWORD - 1]} in
  -F | --fields | =) [[ $cur == *,* ]] && list=${cur%,*}, ;;
  esac
  while read -r word; do
    [[ $list$word == "$cur"* ]] && COMPREPLY+=("$list$(printf %q "$word")")
  done < <(__nlctl "${COMP_WORDS[@]:1:COMP_CWORD}")
  # Files, where nothing else is known of a word.
  [ ${#COMPREPLY[@]} -eq 0 ] && case " ${COMP_WORDS[*]} " in
  *' explain '* | *' --record '* | *' --record = '*) compopt -o default 2>/dev/null ;;
  esac
}
complete -F _nlctl nlctl
