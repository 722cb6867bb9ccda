# Names and aliases that are no ordinary words: selectors' names, other bytes than UTF-8, many.
# needs: ifb
# records: link:all
batch <<'END'
link add home type ifb
link add dev up type ifb
link add dev primary type ifb
link add é type ifb
link add x0 type ifb
link add x1 type ifb
END
ip link set x0 alias $'\xff\xfebad \x01 alias'
ip link add $'v\xc3(' type ifb
{ for n in {100..199}; do
    printf 'link property add dev x1 altname n%s-%0100d\n' "$n" 0; done; } | batch
