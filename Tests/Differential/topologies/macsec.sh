# MACsec interfaces.
# needs: macsec dummy
# records: link:macsec
batch <<'END'
link add d0 type dummy
link add d1 type dummy
link add link d0 name m0 type macsec
link add link d0 name m1 type macsec sci 0011223344556677 cipher gcm-aes-256 icvlen 16 encrypt on send_sci on protect on replay on window 32 validate check encodingsa 2
link add link d1 name m2 type macsec port 5 send_sci off end_station on protect off validate disabled
link add link d1 name m3 type macsec port 6 send_sci off scb on
link add link d1 name m4 type macsec port 7 cipher gcm-aes-xpn-256 encrypt off
macsec add m0 tx sa 0 pn 1 on key 01 00112233445566778899aabbccddeeff
END
