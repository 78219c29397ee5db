// What the expressions in this folder use besides the API. The keys were made for these tests.
const hex = (b) => [...new Uint8Array(b)].map(x => x.toString(16).padStart(2, "0")).join("");
const bytes = (s) => new Uint8Array((s.match(/../g) || []).map(x => parseInt(x, 16)));
const utf8 = (s) => new TextEncoder().encode(s);
const S = crypto.subtle;
const K = {
 "P-256": {
  "pkcs8": "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420ee3470e97b9d77abc09ade7dc01549cd6a109494decd8f3446930d2d028d6c59a14403420004d20c8ee1b6ff8d3804dced2335e90739b5db1eae08e0426f43aab97faf1430d361c1373f7f956bbacc2867c1fde13335fd2d899c6d374f817ffb437f152b31dc",
  "spki": "3059301306072a8648ce3d020106082a8648ce3d03010703420004d20c8ee1b6ff8d3804dced2335e90739b5db1eae08e0426f43aab97faf1430d361c1373f7f956bbacc2867c1fde13335fd2d899c6d374f817ffb437f152b31dc",
  "raw": "04d20c8ee1b6ff8d3804dced2335e90739b5db1eae08e0426f43aab97faf1430d361c1373f7f956bbacc2867c1fde13335fd2d899c6d374f817ffb437f152b31dc",
  "jwk": {
   "kty": "EC",
   "x": "0gyO4bb_jTgE3O0jNekHObXbHq4I4EJvQ6q5f68UMNM",
   "y": "YcE3P3-Va7rMKGfB_eEzNf0tiZxtN0-Bf_tDfxUrMdw",
   "crv": "P-256",
   "d": "7jRw6Xudd6vAmt59wBVJzWoQlJTezY80RpMNLQKNbFk"
  },
  "jwkPub": {
   "kty": "EC",
   "x": "0gyO4bb_jTgE3O0jNekHObXbHq4I4EJvQ6q5f68UMNM",
   "y": "YcE3P3-Va7rMKGfB_eEzNf0tiZxtN0-Bf_tDfxUrMdw",
   "crv": "P-256"
  }
 },
 "P-384": {
  "pkcs8": "3081b6020100301006072a8648ce3d020106052b8104002204819e30819b02010104303ff6887f4b84995637172c833afbbd9aca5ce21b3a8b30d802ceaa114272f2c0498cf15cde70ee68741059efecad0e62a164036200046f8134368f2f736143e35f6837ae4753b77195e9d5508d542993787c00d6c8b50a9f4a8db1073be4c823b74d5c1b54e2dbe723f8e5ce070b7724a47b2f88100414d0c2f50e67686a931e28e20f152b913adbddb8b7e5414f197d1fabc41a5aa5",
  "spki": "3076301006072a8648ce3d020106052b81040022036200046f8134368f2f736143e35f6837ae4753b77195e9d5508d542993787c00d6c8b50a9f4a8db1073be4c823b74d5c1b54e2dbe723f8e5ce070b7724a47b2f88100414d0c2f50e67686a931e28e20f152b913adbddb8b7e5414f197d1fabc41a5aa5",
  "raw": "046f8134368f2f736143e35f6837ae4753b77195e9d5508d542993787c00d6c8b50a9f4a8db1073be4c823b74d5c1b54e2dbe723f8e5ce070b7724a47b2f88100414d0c2f50e67686a931e28e20f152b913adbddb8b7e5414f197d1fabc41a5aa5",
  "jwk": {
   "kty": "EC",
   "x": "b4E0No8vc2FD419oN65HU7dxlenVUI1UKZN4fADWyLUKn0qNsQc75Mgjt01cG1Ti",
   "y": "2-cj-OXOBwt3JKR7L4gQBBTQwvUOZ2hqkx4o4g8VK5E62924t-VBTxl9H6vEGlql",
   "crv": "P-384",
   "d": "P_aIf0uEmVY3FyyDOvu9mspc4hs6izDYAs6qEUJy8sBJjPFc3nDuaHQQWe_srQ5i"
  },
  "jwkPub": {
   "kty": "EC",
   "x": "b4E0No8vc2FD419oN65HU7dxlenVUI1UKZN4fADWyLUKn0qNsQc75Mgjt01cG1Ti",
   "y": "2-cj-OXOBwt3JKR7L4gQBBTQwvUOZ2hqkx4o4g8VK5E62924t-VBTxl9H6vEGlql",
   "crv": "P-384"
  }
 },
 "P-521": {
  "pkcs8": "3081ee020100301006072a8648ce3d020106052b810400230481d63081d3020101044200a4586acb2d285c5f672f045a4cfe0c3a51ff666805e751694a96a424556d510e3c5e3cf11b9eea5d27645588b694cf786cf7490e74a0c4dc625c18632627d0a536a18189038186000401f41bba591508b4f520bd276453d738e8156977b46b3d23f28ce0b40f4c12af6c07bbcbd6be7be8f6a53b13d515f19ccf67782d991a0d50488b325f0532ebec6cdf0064bb0231d88f7a96bab17250d0fca72c4d3ce16cafc7bd0df33713522d437f2339c63e2d5c6622acbf97f9bcdd6c3388017ad3903e7613dd200f1bd75f858aa0d7",
  "spki": "30819b301006072a8648ce3d020106052b81040023038186000401f41bba591508b4f520bd276453d738e8156977b46b3d23f28ce0b40f4c12af6c07bbcbd6be7be8f6a53b13d515f19ccf67782d991a0d50488b325f0532ebec6cdf0064bb0231d88f7a96bab17250d0fca72c4d3ce16cafc7bd0df33713522d437f2339c63e2d5c6622acbf97f9bcdd6c3388017ad3903e7613dd200f1bd75f858aa0d7",
  "raw": "0401f41bba591508b4f520bd276453d738e8156977b46b3d23f28ce0b40f4c12af6c07bbcbd6be7be8f6a53b13d515f19ccf67782d991a0d50488b325f0532ebec6cdf0064bb0231d88f7a96bab17250d0fca72c4d3ce16cafc7bd0df33713522d437f2339c63e2d5c6622acbf97f9bcdd6c3388017ad3903e7613dd200f1bd75f858aa0d7",
  "jwk": {
   "kty": "EC",
   "x": "AfQbulkVCLT1IL0nZFPXOOgVaXe0az0j8ozgtA9MEq9sB7vL1r576PalOxPVFfGcz2d4LZkaDVBIizJfBTLr7Gzf",
   "y": "AGS7AjHYj3qWurFyUND8pyxNPOFsr8e9DfM3E1ItQ38jOcY-LVxmIqy_l_m83WwziAF605A-dhPdIA8b11-FiqDX",
   "crv": "P-521",
   "d": "AKRYasstKFxfZy8EWkz-DDpR_2ZoBedRaUqWpCRVbVEOPF488Rue6l0nZFWItpTPeGz3SQ50oMTcYlwYYyYn0KU2"
  },
  "jwkPub": {
   "kty": "EC",
   "x": "AfQbulkVCLT1IL0nZFPXOOgVaXe0az0j8ozgtA9MEq9sB7vL1r576PalOxPVFfGcz2d4LZkaDVBIizJfBTLr7Gzf",
   "y": "AGS7AjHYj3qWurFyUND8pyxNPOFsr8e9DfM3E1ItQ38jOcY-LVxmIqy_l_m83WwziAF605A-dhPdIA8b11-FiqDX",
   "crv": "P-521"
  }
 },
 "Ed25519": {
  "pkcs8": "302e020100300506032b657004220420d7f571a689f57897b32c292159ab06cc40b647ebacbdfc2499b782d95b398cf1",
  "spki": "302a300506032b6570032100bb3ba9804205affacadeb6e16d3a1d15adcfc39d94512c42c5377cbe63b18b3b",
  "raw": "bb3ba9804205affacadeb6e16d3a1d15adcfc39d94512c42c5377cbe63b18b3b",
  "jwk": {
   "crv": "Ed25519",
   "d": "1_Vxpon1eJezLCkhWasGzEC2R-usvfwkmbeC2Vs5jPE",
   "x": "uzupgEIFr_rK3rbhbTodFa3Pw52UUSxCxTd8vmOxizs",
   "kty": "OKP"
  },
  "jwkPub": {
   "crv": "Ed25519",
   "x": "uzupgEIFr_rK3rbhbTodFa3Pw52UUSxCxTd8vmOxizs",
   "kty": "OKP"
  }
 },
 "X25519": {
  "pkcs8": "302e020100300506032b656e0422042050d4d33e4f8b08184461a617c7ecb6c8834b97760c1f0109accbabe92b97f063",
  "spki": "302a300506032b656e032100958edd2b83d4c871a795e62d88a28f867eb25a9e251c21a929054bc2d557945d",
  "raw": "958edd2b83d4c871a795e62d88a28f867eb25a9e251c21a929054bc2d557945d",
  "jwk": {
   "crv": "X25519",
   "d": "UNTTPk-LCBhEYaYXx-y2yINLl3YMHwEJrMur6SuX8GM",
   "x": "lY7dK4PUyHGnleYtiKKPhn6yWp4lHCGpKQVLwtVXlF0",
   "kty": "OKP"
  },
  "jwkPub": {
   "crv": "X25519",
   "x": "lY7dK4PUyHGnleYtiKKPhn6yWp4lHCGpKQVLwtVXlF0",
   "kty": "OKP"
  }
 },
 "RSA": {
  "pkcs8": "30820277020100300d06092a864886f70d0101010500048202613082025d02010002818100e16b7fe8fd9193e080732e3ca389ff54f0d7aa3e2d049c463a4ff5cef62f470b08e4cb3606bb17c3fb782edd4ba42ddd73a9c849543f78defe42d3dca083232d2fe7ce277a903a6da8b0ba89fd5be1a390c51a963ea07a5b732aee59268772b475d716298df92742a73d3ee47de60ea76c12ec39d58c7709dce81cda8f74b3ff020301000102818066c3b033526dec815b6da6f58404a43f5ff0a1aee8ad02654dae283c6aa510f929dbcbfc5c432cc96eb9d27b9641499b7c60396b9c99b70bc9d4436b804d685a1541873ea0bd09db7b1acb77e3c6eba37f1e4925386c656fee059b7f91c8c1d4014fb448dca841959d07cec5586003c5d27175b5b83f34a4f790368f8ba88241024100f35833c6228c95ff718dffbcf75fda8c3afb8d1e727007962cf4677d30e49e77548bbd03b5498d5d21b677e8e06ed8ebbd3d69873053862e25901190e6856161024100ed24a7dfce50347aa606bfadd5023eae05aebf89a871e53be23280f43b471930f62e28b035e2553d13d3f25223610cf2da7ab7c091cc611cbb5e9b41d392315f024100b5d2899cd9e3c1900400ddbd0bf90b0b0c6738a22f4f95db97eb66081ca835df63c4a58e47be9569a8eef5d983184fec9491767014a3d3f6570ab6955629030102400c7557886f7b51367c5070737e744ebcafb9bd804ae428e9db7951c302f63a41933d5b8fde54d4ab8fc61bbdeaf3e74d3ee321923156ae676704925d83f2f33b024100e4c53ec980c6a93488bbdf444b5c5b088b84b25304019813aae6e755e8e7871c41bdc7ed57bf94ed9fbd50b8b8d5dc4bc9d3604aa831bae5f93f2e78f4650649",
  "spki": "30819f300d06092a864886f70d010101050003818d0030818902818100e16b7fe8fd9193e080732e3ca389ff54f0d7aa3e2d049c463a4ff5cef62f470b08e4cb3606bb17c3fb782edd4ba42ddd73a9c849543f78defe42d3dca083232d2fe7ce277a903a6da8b0ba89fd5be1a390c51a963ea07a5b732aee59268772b475d716298df92742a73d3ee47de60ea76c12ec39d58c7709dce81cda8f74b3ff0203010001",
  "jwk": {
   "kty": "RSA",
   "n": "4Wt_6P2Rk-CAcy48o4n_VPDXqj4tBJxGOk_1zvYvRwsI5Ms2BrsXw_t4Lt1LpC3dc6nISVQ_eN7-QtPcoIMjLS_nzid6kDptqLC6if1b4aOQxRqWPqB6W3Mq7lkmh3K0ddcWKY35J0KnPT7kfeYOp2wS7DnVjHcJ3Ogc2o90s_8",
   "e": "AQAB",
   "d": "ZsOwM1Jt7IFbbab1hASkP1_woa7orQJlTa4oPGqlEPkp28v8XEMsyW650nuWQUmbfGA5a5yZtwvJ1ENrgE1oWhVBhz6gvQnbexrLd-PG66N_HkklOGxlb-4Fm3-RyMHUAU-0SNyoQZWdB87FWGADxdJxdbW4PzSk95A2j4uogkE",
   "p": "81gzxiKMlf9xjf-891_ajDr7jR5ycAeWLPRnfTDknndUi70DtUmNXSG2d-jgbtjrvT1phzBThi4lkBGQ5oVhYQ",
   "q": "7SSn385QNHqmBr-t1QI-rgWuv4moceU74jKA9DtHGTD2LiiwNeJVPRPT8lIjYQzy2nq3wJHMYRy7XptB05IxXw",
   "dp": "tdKJnNnjwZAEAN29C_kLCwxnOKIvT5Xbl-tmCByoNd9jxKWOR76Vaaju9dmDGE_slJF2cBSj0_ZXCraVVikDAQ",
   "dq": "DHVXiG97UTZ8UHBzfnROvK-5vYBK5Cjp23lRwwL2OkGTPVuP3lTUq4_GG73q8-dNPuMhkjFWrmdnBJJdg_LzOw",
   "qi": "5MU-yYDGqTSIu99ES1xbCIuEslMEAZgTqubnVejnhxxBvcftV7-U7Z-9ULi41dxLydNgSqgxuuX5Py549GUGSQ"
  },
  "jwkPub": {
   "kty": "RSA",
   "n": "4Wt_6P2Rk-CAcy48o4n_VPDXqj4tBJxGOk_1zvYvRwsI5Ms2BrsXw_t4Lt1LpC3dc6nISVQ_eN7-QtPcoIMjLS_nzid6kDptqLC6if1b4aOQxRqWPqB6W3Mq7lkmh3K0ddcWKY35J0KnPT7kfeYOp2wS7DnVjHcJ3Ogc2o90s_8",
   "e": "AQAB"
  }
 }
};
const hmac = (u = ["sign", "verify"], x = true) => S.importKey("raw", bytes("00112233"), {name: "HMAC", hash: "SHA-256"}, x, u);
const aes = (name, u, key = "000102030405060708090a0b0c0d0e0f", x = true) => S.importKey("raw", bytes(key), name, x, u ?? (name === "AES-KW" ? ["wrapKey", "unwrapKey"] : ["encrypt", "decrypt", "wrapKey", "unwrapKey"]));
const kdf = (name, u = ["deriveBits", "deriveKey"], key = "password") => S.importKey("raw", utf8(key), name, false, u);
const pub = (name, u, p) => S.importKey("spki", bytes(K[p?.namedCurve ?? name.match(/RSA|.*/)[0]].spki), {name, ...p}, true, u);
const priv = (name, u, p) => S.importKey("pkcs8", bytes(K[p?.namedCurve ?? name.match(/RSA|.*/)[0]].pkcs8), {name, ...p}, true, u);
const p256 = { namedCurve: "P-256" }, sha256 = { hash: "SHA-256" };
