#!/bin/sh
# pki.sh DIR: authorities, a server's certificate and clients' certificates good and bad, made by openssl alone.
set -e
cd "$1"

authority() { # NAME [ISSUER]: a directory with certificate, key and openssl's own records
  mkdir "$1"
  : >"$1/index.txt"
  echo 1000 >"$1/serial"
  echo 01 >"$1/crlnumber"
  cat >"$1/ca.cnf" <<EOF
[ca]
default_ca = here
[here]
dir = $PWD/$1
database = \$dir/index.txt
serial = \$dir/serial
crlnumber = \$dir/crlnumber
new_certs_dir = \$dir
certificate = $PWD/$1.pem
private_key = $PWD/$1.key
default_md = sha256
default_days = 365
default_crl_days = 30
unique_subject = no
policy = any
[any]
organizationName = optional
commonName = optional
[authority]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[client]
basicConstraints = CA:false
extendedKeyUsage = clientAuth
[named]
basicConstraints = CA:false
subjectAltName = email:Alice@Example.COM,DNS:ignored.example
[server]
basicConstraints = CA:false
subjectAltName = IP:127.0.0.1
extendedKeyUsage = serverAuth
EOF
  request "$1" "/O=AcrNetconf test/CN=$1"
  if [ -n "$2" ]; then
    sign "$2" "$1" authority
  else
    openssl x509 -req -in "$1.csr" -signkey "$1.key" -days 365 -extfile "$1/ca.cnf" -extensions authority -out "$1.pem" 2>/dev/null
  fi
}

request() { # NAME SUBJECT
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  chmod 600 "$1.key"
}

sign() { # AUTHORITY NAME SECTION [OPTIONS of openssl ca]
  from=$1 name=$2 section=$3
  shift 3
  openssl ca -batch -notext -config "$from/ca.cnf" -in "$name.csr" -extensions "$section" -out "$name.pem" "$@" 2>/dev/null
}

client() { # AUTHORITY NAME SECTION [OPTIONS]
  from=$1 name=$2
  shift 2
  request "$name" "/CN=$name"
  sign "$from" "$name" "$@"
}

authority root
authority below root
authority stranger
authority unlisted root
client root server server
client root operator client
client root stray client
client root late client
client root expired client -startdate 20200101000000Z -enddate 20210101000000Z
client root early client -startdate 20400101000000Z -enddate 20410101000000Z
client root revoked client
client root usage server
client stranger foreign client
client below alice named
client unlisted uncovered client
openssl ca -config root/ca.cnf -revoke revoked.pem 2>/dev/null
for name in root below stranger; do openssl ca -config $name/ca.cnf -gencrl -out $name.crl 2>/dev/null; done
cat root.crl below.crl >all.crl
cat all.crl stranger.crl >every.crl
openssl crl2pkcs7 -nocrl -certfile root.pem -certfile stranger.pem | openssl pkcs7 -print_certs -out roots.pem # with names between the certificates
cp below.pem alice-chain.pem
cp unlisted.pem uncovered-chain.pem
