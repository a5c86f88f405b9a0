"""What Vietnamese news sites print around an article, as tables.

Entries are parted by bars or line ends and are in lower case without diacritics, as `features.key` gives them; "_" stands for a space at an
entry's edge. A line is compared as a whole with WHOLE, by its first words with STARTS, anywhere with INSIDE; the number there is the most
words that a line may have. The kinds: `related` opens a list of other articles, `feedback` opens the readers' comments, `legal` is the
imprint; `inline` is a link to another article; `contents` opens a
table of contents; `share`, `nav`, `promo`, `ad`, `tags`, `widget` are single lines of furniture that can stand
anywhere; `section` is the name of a section.
"""

from collections.abc import Mapping

WHOLE: Mapping[str, str] = {
    "related": """
        tin lien quan|tin tuc lien quan|cac tin lien quan|bai viet lien quan|bai lien quan|tin bai lien quan|cac bai lien quan
        cac bai viet lien quan|noi dung lien quan|chuyen de lien quan|su kien lien quan|tin cung chuyen muc|cung chuyen muc
        bai cung chuyen muc|bai viet cung chuyen muc|cac tin cung chuyen muc|tin cung su kien|cung su kien|tin khac
        cac tin khac|cac tin tuc khac|cac bai khac|bai viet khac|cac bai viet khac|tin bai khac|cac tin da dua|tin da dua
        tin cu hon|tin moi hon|cac tin cu hon|cac tin moi hon|tin tiep theo|tin truoc|tin sau|bai truoc|bai sau|tin doc nhieu
        tin xem nhieu|doc nhieu|doc nhieu nhat|tin doc nhieu nhat|xem nhieu|xem nhieu nhat|tin xem nhieu nhat|bai doc nhieu
        duoc quan tam|tin noi bat|noi bat|bai noi bat|noi bat trong ngay|tin moi|tin moi nhat|moi nhat|tin tuc moi nhat
        tin moi cap nhat|tin moi trong ngay|tin 24h|tin nong|tin hot|tin nhanh|moi - nong|moi nong|moi cap nhat|tieu diem
        tin tieu diem|diem nong|dung bo lo|co the ban quan tam|ban co the quan tam|co the ban muon doc|ban nen doc|nen doc
        tin nen doc|bai nen doc|goi y cho ban|danh cho ban|de xuat cho ban|doc them|xem them|tham khao them|doc tiep|xem tiep
        tin theo ngay|chu de lien quan|tin chinh|tin anh|tin video|video noi bat|multimedia|podcast noi bat
        bai viet cung tac gia|cung tac gia|bai cung tac gia|theo dong su kien|dong su kien|cung chu de|tin cung chu de
        xem theo ngay|chuyen dong|bai doc nhieu nhat|quan tam nhieu|duoc xem nhieu|tin tuc khac|tin lien quan khac
        bai viet moi|bai viet moi nhat|bai viet noi bat|tin xem them|tin tai tro|noi dung tai tro|tin doanh nghiep
        co the ban se thich|ban doc quan tam|su kien noi bat|cac bai viet khac cung chuyen muc|related|related posts
        related articles|recent posts|nhung tin moi hon|nhung tin cu hon|van ban moi|tin tuc noi bat|xem nhieu trong tuan
        doc nhieu trong tuan|tin da dang|cac tin da dang|bai viet da dang""",
    "feedback": """
        phan hoi|binh luan|y kien|y kien ban doc|y kien cua ban|y kien phan hoi|binh luan bai viet|binh luan bai viet nay
        gui binh luan|viet binh luan|binh luan cua ban|gui y kien|gui y kien cua ban|chia se y kien cua ban|binh luan hay
        quan tam nhat|tat ca binh luan|xem tat ca binh luan|xem them binh luan|ban doc phan hoi|thao luan|nhan xet
        gui nhan xet|y kien doc gia|phan hoi cua ban doc|comments|comment|leave a comment|leave a reply|hay de lai binh luan
        de lai binh luan|de lai mot binh luan|binh luan facebook|dang nhap de binh luan|thong tin ban doc|binh luan moi nhat
        gop y|gui gop y""",
    "share": """
        thich binh luan chia se|share this|share this:|chia se|chia se bai viet|chia se facebook|chia se twitter|chia se zalo
        chia se qua facebook|chia se len facebook|luu|luu bai|luu bai viet|luu tin|sao chep|copy link|sao chep lien ket
        sao chep link|lay link|link bai goc|lay link bai goc|facebook|twitter|zalo|messenger|telegram|linkedin|pinterest
        youtube|tiktok|google news|google+|email|gui email|gui mail|gui bai|gui tin|in|in bai|in bai viet|in trang|in tin
        print|like|share|tweet|thich|tra loi|gui|huy|gui cho ban be|gui qua email|nhap lai|bao cao|bao xau|nghe doc bai|0.5x
        0.75x|1x|1.0x|1.25x|1.5x|1.75x|2x|2.0x|nghe audio|nghe bai viet|nghe tin|doc bai|toc do doc|giong doc|tam dung|phat
        a a|a- a a+|a- a+|a+ a-|a-|a+|co chu|tang co chu|giam co chu|mac dinh|in bai nay|doc bai viet|nghe noi dung|nu|nam
        nu mien bac|nam mien bac|nu mien nam|nam mien nam|tang sao|chuyen sao tang cho thanh vien|hoan thanh
        xem ban tin goc tai day|theo doi
        doc ngay|xem ngay|doc chi tiet|doc bai viet nay|quan tam|chia se len zalo|in bai viet nay|ban in|tai ve|download|xem anh lon
        phong to anh|phong to|xem anh co lon
        xem anh goc|xem hinh lon|toan man hinh
        xem thu vien anh|dong|mo|an|hien|thu gon|rut gon|tra loi binh luan|facebook twitter|in bai gui bai
        doc bai bao|nghe|link|copy|viber|x|thread|threads|nghe doc|cap nhat""",
    "contents": """
        muc luc|muc luc bai viet|muc luc noi dung|noi dung bai viet|an muc luc|hien muc luc|muc luc [an]|muc luc [hien]
        table of contents""",
    "nav": """
        skip to content|read more|search|previous|next|noi dung chinh|nhan manh noi dung
        trang chu|trang nhat|home|menu|tim kiem|dang nhap|dang ky|dang xuat
        tai khoan|lien he|gioi thieu|so do cong|so do site|sitemap|rss|tieng viet|english|english version|lien ket website
        lien ket web|lien ket|lien ket huu ich|thu vien anh|thu vien video|thu vien|hinh anh|video clip|ve dau trang
        len dau trang|quay lai|tro lai|tro ve|tiep theo|trang truoc|trang sau|truoc|sau|xem tat ca|xem chi tiet|chi tiet|xem
        tat ca|chuyen muc|danh muc|chuyen trang|bo qua de xem noi dung|thanh dieu huong|he thong van ban|van ban phap luat
        van ban|dich vu cong|dich vu cong truc tuyen|thu tuc hanh chinh|cong khai ngan sach|lich cong tac|hoi dap|hoi - dap
        thong bao|tin tuc - su kien|tin tuc su kien|tin tuc|tin tong hop|tin hoat dong|giao dien cu|phien ban cu
        phien ban mobile|ban dia phuong|dia phuong|toa soan|bao giay|bao in|e-paper|epaper|e-magazine|emagazine|longform
        infographic|infographics|podcast|podcasts|video|videos|photo|photos|audio|rao vat|mua bao|dat bao|dat mua bao
        dat mua bao in|lien he quang cao|bo qua podcast va tiep tuc doc|ket thuc podcast|ten|ho ten|ho va ten|noi dung
        ma xac nhan|dia chi email|mat khau|quen mat khau|tieu de|chu de|so do trang|chon ngon ngu|ngon ngu|tin anh moi
        truyen hinh|phat thanh|hotline|duong day nong|tin trong nuoc|tin quoc te|tin trong tinh|tin dia phuong
        xem phien ban day du|xem ban day du|su kien|van hoa van nghe|cac chuyen muc khac|chuyen de|dien dan|lien he toa soan""",
    "ad": """
        quang cao|advertisement|advertising|ads|tai tro|nha tai tro|ad|sponsored|qc|vui long doi|loading|dang tai
        dang tai du lieu""",
    "tags": """
        tag|tags|tu khoa|the|hashtag|tu khoa lien quan|chu de hot|keywords|nhan""",
    "widget": """
        thoi tiet|du bao thoi tiet|ty gia|ty gia ngoai te|gia vang|chung khoan|thong ke truy cap|luot truy cap|lich van nien
        ket qua xo so|tham do y kien|binh chon|xem ket qua|bieu quyet|rat huu ich|huu ich|it huu ich|khong huu ich
        rat hai long|hai long|khong hai long|thong tin truy cap|ban do|gia xang dau""",
    "section": """
        chinh tri|xa hoi|kinh te|the gioi|quoc te|phap luat|giao duc|suc khoe|y te|van hoa|giai tri|the thao|khoa hoc
        cong nghe|khoa hoc - cong nghe|khoa hoc cong nghe|thoi su|thoi su - chinh tri|thoi su chinh tri|chinh tri - xa hoi
        van hoa - xa hoi|van hoa - giai tri|doi song|gia dinh|du lich|xe|o to - xe may|bat dong san|tai chinh|doanh nghiep
        kinh doanh|nong nghiep|moi truong|quoc phong|quan su|quoc phong - an ninh|an ninh|trong nuoc|trong tinh|nguoi viet
        ban doc|phong su|phong su - ky su|phong su dieu tra|binh luan - phe phan|xa luan|xay dung dang|tu lieu|ho so
        nhip song tre|song tre|phan tich|phan tich - nhan dinh|y kien - binh luan|goc nhin|tam su|cuoi|thoi su trong nuoc
        thi truong|giao thong|do thi|tin tuc thoi su|lao dong|cong doan|khoi nghiep|dinh duong|nguoi thay|bong da
        bong da viet nam|hau truong|star|cine|musik|phap luat & cuoc song|me & be|chung khoan|dau tu|tai chinh - ngan hang
        qpan|nhan ai|nong thon moi""",
}

STARTS: Mapping[str, tuple[int, str]] = {
    "related": (
        14,
        """
        tin lien quan:|doc nhieu trong|tin moi trong|xem nhieu trong|tin cung chuyen muc|cac tin lien quan|tin khac trong
        tro lai_|cac tin khac|xem them ve|xem them tren|doc them tren|bai viet cung chuyen muc|tin doc nhieu
        moi quy vi theo doi|cac bai viet cung""",
    ),
    "inline": (
        45,
        """
        xem them:|doc them:|xem them >|tham khao:|tham khao them:|tin lien quan:|bai lien quan:|xem video:|>> xem|>>|>>>|»_|›_
        =>|→_|moi xem:|xem ngay:|tin tuc moi nhat ve|tin moi nhat ve|doc tiep:|tin cung chuyen muc:|doc ngay:
        co the ban quan tam:|ban co the quan tam:|video:|clip:|podcast:|click xem|bam xem|nhan xem|moi ban doc xem|bai truoc:
        nhung cuon sach hay ve|ky truoc:|* xem them|*xem them|** xem|video lien quan:|noi dung lien quan:|[xem""",
    ),
    "feedback": (
        12,
        """
        binh luan (|binh luan(|(0) binh luan|y kien (|y kien(|y kien ban doc|phan hoi (|phan hoi(|0 binh luan|viet binh luan
        gui binh luan|binh luan cua ban|xem them binh luan|tong so binh luan|y kien cua ban|dang nhap de_|comments (
        nhan xet (""",
    ),
    "legal": (
        60,
        """
        ban quyen thuoc|ban quyen ©|ban quyen (c)|ban quyen bao|ban quyen cua|ban quyen 20|ban quyen:|giu ban quyen|©_|(c)_
        copyright|giay phep so|giay phep hoat dong|giay phep bao|giay phep xuat ban|giay phep thiet lap|giay phep mang
        giay phep:|so giay phep|gpxb|gp so|tong bien tap|pho tong bien tap|tong giam doc:|chiu trach nhiem
        nguoi chiu trach nhiem|co quan chu quan|don vi chu quan|co quan ngon luan cua|co quan ngon luan:|co quan cua_
        dia chi:|dia chi toa soan
        toa soan:|tru so:|tru so chinh|tru so toa soan|dien thoai:|dien thoai toa soan|dt:|tel:|fax:|email:|e-mail:|hotline:
        hotline quang cao|duong day nong:|lien he quang cao|lien he toa soan|thiet ke boi|phat trien boi|powered by
        proudly powered|your email address|ghi ro nguon|vui long ghi ro|cam sao chep|khong sao chep|all rights reserved|®_
        toan bo ban quyen|truong ban bien tap|van phong dai dien:|van phong dai dien tai ha noi:|van phong dai dien tai tp
        vpddma so thue|quang cao:|phu trach quang cao|trang thong tin dien tu tong hop|bao dien tu thuoc|don vi phat trien
        don vi thiet ke|xay dung va phat trien boi|moi hanh vi sao chep|chi duoc phat hanh lai""",
    ),
    "promo": (
        40,
        """
        theo doi bao|theo doi chung toi|theo doi kenh|theo doi dan tri|theo doi vietnamplus|theo doi vov|theo doi sggp
    theo doi thong tin tren|theo doi fanpage
        moi quy doc gia|moi quy vi theo doi|moi quy vi va cac ban|moi quy vi xem|moi quy vi don doc|moi ban doc|moi doc gia
        *moi ban doc|* moi quy|*moi quy|** moi|* moi ban|moi cac ban theo doi|tai ung dung|tai app|cai dat ung dung
        dang ky nhan|dang ky ngay de nhan|dang ky kenh|nhan tin moi|doc bao dien tu|doc tin tuc
        tuoi tre online newsletters|like fanpage|tham gia nhom|quet ma qr|tham gia kenh|ung ho bao|tren ung dung|cai app
        theo doi tren|vov.vn tren|ban dang doc bai|ban dang xem|ban dang o|ban dang doc|cam on ban da|chuyen trang cua
        xem tin tuc|cap nhat tin tuc|xem them tin tuc|bai viet nay co huu ich|danh gia bai viet|ban co hai long
        ban thay bai viet|ban danh gia bai viet
        muc xuat ban gioi thieu|doc gia co the tim doc|ban doc co the tim doc|doc gia co the xem them|ban doc co the xem them
        click de danh gia|bam de nghe|nghe bai viet tai|hay chia se bai viet|nhan thong bao|dat mua bao|nhap email""",
    ),
    "tags": (
        40,
        """
        posted in_|tagged_|tu khoa:|tags:|tag:|chu de:|hashtag:|tu khoa lien quan:|tu khoa :|tags :|the:|nhan:""",
    ),
    "share": (
        12,
        """
        chia se:|click to share|tong so diem cua bai viet|click de danh gia|danh gia bai viet|luot tai|chia se qua|chia se len
        chia se bai viet|luot xem:|luot xem_|luot doc|so luot doc|so luot xem|so lan xem|da xem:|da doc:|co chu:|co chu_
        toc do doc|in bai|nghe bai|gui bai|lay link|sao chep|doc bai viet|kich co chu|so lan doc|xem co dau""",
    ),
    "widget": (
        14,
        """
        dang online|dang truy cap|hom nay:|hom qua:|tuan nay:|thang nay:|tong luot truy cap|tong truy cap|tong so truy cap
        luot truy cap|so nguoi truy cap|truc tuyen:|khach vieng tham|thanh vien online|-- chon|--chon|nhiet do:|do am:|usd_
        eur_|theo ban,""",
    ),
    "nav": (
        16,
        """
        previous post|next post|bai truoc:|bai sau:|bai ke tiep|trang chu >|trang chu »|trang chu /|trang chu ›|trang chu
        home >|home /|chon lien ket|ban dang o:|cong thong tin dien tu|cong ttdt|trang thong tin dien tu|bao dien tu""",
    ),
}
"""Kind -> (the most words, how the line begins)."""

INSIDE: Mapping[str, tuple[int, str]] = {
    "legal": (
        60,
        """
        all rights reserved|giu ban quyen|ban quyen thuoc|ban quyen ©|© copyright|gp-bttt|gp-ttdt|/gp-|gpbc|gp-bc
        khi phat hanh lai|khi su dung lai thong tin|khong chiu trach nhiem ve noi dung|ghi ro nguon|powered by_
        dong gop y kien xin gui""",
    ),
    "promo": (
        26,
        """
        theo doi chung toi tren|tren google news|google news|tren zalo oa|tai app|nhan tin tuc moi nhat|kenh youtube cua
        ung dung bao|tren tv online""",
    ),
    "nav": (
        16,
        """
        »_|_›_|_>>_""",
    ),
    "share": (
        8,
        """
        phut doc""",
    ),
}
"""Kind -> (the most words, what the line contains)."""

READ_ON = "doc ngay|xem ngay|doc chi tiet|xem chi tiet|doc bai viet|doc bai viet nay|read more"
"""Buttons under the headline of a link to another article."""

CAPTION_CUES = """
    quang canh_|toan canh_|hinh anh tai_|cac dai bieu chup anh|cac dai bieu tham du_|cac dai bieu du_
    cac dai bieu thuc hien|cac dai bieu bieu quyet|anh minh hoa|(anh minh hoa|hinh minh hoa|anh tu lieu|trong anh:|anh:
    anh tren:|anh duoi:|hinh anh minh hoa|anh chup man hinh|cac dai bieu tai_|khung canh_|hien truong vu_|nguon hinh anh
    chup lai hinh anh|phoi canh_|so do_|getty images|do hoa:|anh ghep:|video:|clip:"""
"""How a caption without a photo credit begins."""

CAPTION_ACTS = """
    _phat bieu tai_|_phat bieu chi dao|_phat bieu khai mac|_phat bieu be mac|_phat bieu ket luan|_chup anh luu niem
    _trao qua_|_trao tang_|_trao bang khen|_tang hoa_|_trao bieu trung|_trao hoa_|_dang hoa_|_dang huong_|_dang hoa,
    _cat bang_|_bat tay|_trao giay khen|_trao quyet dinh|_tang qua_|_chu tri hoi nghi|_chu tri cuoc hop
    _dieu hanh hoi nghi|_chup anh cung|_thuc hien nghi thuc|_tai le ky ket|_chup hinh luu niem|_tai buoi tiep
    _tai buoi lam viec|_nhan giay khen|_nhan bang khen|_nhan qua|_tai hoi nghi|_tai buoi le|_tai cuoc hop
    _an mung ban thang|_an mung chien thang"""
"""What a caption without a credit and without a final period shows."""

CAPTION_ACTORS = """
    kỹ thuật viên|điều dưỡng|tình nguyện viên|vận động viên|huấn luyện viên|hướng dẫn viên|thuyền viên|thợ|tiểu thương|thí sinh
    cán bộ|các đại biểu|đại biểu|đoàn viên|đoàn công tác|đoàn đại biểu|đoàn cán bộ|nông dân|ngư dân|người dân|bà con|nhân dân|cư dân
    du khách|khách|hành khách|học sinh|sinh viên|cô giáo|thầy giáo|thầy|cô|giáo viên|công nhân|lực lượng|chiến sĩ|các chiến sĩ|bộ đội
    lãnh đạo|đồng chí|ông|bà|anh|chị|em|các em|các thành viên|các đối tượng|đối tượng|bác sĩ|các bác sĩ|ê-kíp|nhân viên|kỹ sư|hội viên
    tác giả|nhóm tác giả|nhóm sinh viên|nhóm học sinh|thanh niên|phụ nữ|ban tổ chức|đội tuyển|cầu thủ|trẻ em|bệnh nhân|tang vật|bị cáo
    nghi phạm|một góc|một đoạn|một trong những|khu vực|khung cảnh|cảnh|mô hình|sản phẩm|phối cảnh|sơ đồ|biểu đồ|bản đồ|chủ tịch
    phó chủ tịch|bí thư|phó bí thư|thủ tướng|phó thủ tướng|tổng bí thư|bộ trưởng|thứ trưởng|giám đốc|phó giám đốc|hiệu trưởng|nhà thầu
    đơn vị thi công|cảnh sát|công an|tuyến đường|cây cầu|công trường|dây chuyền|gian hàng|tiết mục|nghệ sĩ|nghệ nhân|đoàn xe|tàu|xe"""
"""Whom and what captions without a full stop begin with, with diacritics."""

STORY_SYLLABLES = """
    đã sẽ vừa là có được bị rằng nhưng tuy nếu vì nên do để cũng còn hơn chưa không này đó đây nay hiện theo khoảng cần phải muốn
    như thì mà tiếp thêm từng đều chỉ tỷ triệu nghìn thấy biết nói hay nào gì sao rất quá càng vẫn luôn mỗi mọi cả nhiều những ít
    lần sau tôi ta họ nó hãy đang thể nhằm qua giúp việc giảm khiến gây trở thuộc gồm cùng năm cuối rồi ngay nhất
    bởi từ khỏi nhau chính xuống so dự mình đến hoặc nghĩa hết thời vậy tính kêu xảy đạt mong chiếm"""
"""Syllables of sentences that tell: tense, report, reason, comparison, reference."""

STORY_PHRASES = """
    phu nhan|bac bo_|tuyen bo_|khang dinh|nhan manh|cam ket|de nghi|yeu cau|ghi nhan|bay to|keu goi|phe duyet|phan dau|danh gia|quyet dinh_
    cam on|chuc mung|khuyen cao|canh bao|khoi to|cao buoc|to chuc_|ban hanh|cong bo|khanh thanh|cho hay|hy vong
    roi vao|tro ve|ket thuc_|bat dau_|dien ra_|_ong nay|_ba nay|dieu nay|dieu do|trao doi ve|trao doi kinh nghiem|nhat tri|thong nhat_
    thoa thuan|hoan nghenh|nhan loi|tong von|tong muc|bung len|dau tien|dau nam|con lai|tro lai|tu choi|tu nguyen
    xac nhan|dua ra_|dap tra_|trong luong|tham khao
    xuat khau_|nhap khau_|_dong/|_mot nam"""
"""Phrases of sentences that tell."""

STORY_STARTS = """
    ngày|sáng|trưa|chiều|tối|đêm|lúc|hôm|tại|trong|ở|với|về|khi|mùa|ngoài|bên cạnh|đồng thời|nhờ|từ|dịp|nhân|kết quả|tuy|dưới|giữa|mặc
    bằng|sau|trước|đến|theo|vậy|riêng|thêm|cũng|hai bên|đôi bên|các bên|hai nước|điều|cả hai|ngoài ra|họ|ông cho|bà cho|giá|số|mức
    tổng số|việc|nguyên nhân|thông tin|vị thế|tương lai|nguy cơ|nguyên tắc|tháng|hồi|tuần|năm|quý"""
"""How sentences that tell begin, with diacritics."""

WEEKDAYS = "thu hai|thu ba|thu tu|thu nam|thu sau|thu bay|chu nhat|thu 2|thu 3|thu 4|thu 5|thu 6|thu 7|cn"

NOT_SOURCES = frozenset(
    """
    adb afc aff anh apec asean brics bs covid covid-19 cpi duc eu evn fdi fed fifa g20 g7 gdp gs hcm hdnd hlv iaea imf
    mttq my nato nga oda opec phap pv pvn tp tphcm ts ubnd ucraina uefa ukraine un unesco unicef usd vcci vn wb who
    wto""".split()
)
"""Capital letters before a dash that name a subject, not the source of the article."""

SOURCE_TAGS = frozenset(
    """
    anttd anttđ baoquocte.vn baotintuc.vn bnews bqn bvpl bđt cand cao chinhphu.vn cpv dangcongsan.vn dvo dđdn gd&tđ
    gdtđ gdvn hnm hnmo hnp ict infonet kd&pl kinhtedothi kt&đt ktđt ldo lđo mof moh moit monre ndo ndđt nld nldo nlđo
    nnvn plo pnvn qdnd qđnd sggp sggpo skđs tbktsg tbtco tg&vn tgvn tn tno tpo tto tttg ttxvn vgp vietnam+ vietnamnet
    vne vneconomy vnexpress vnmedia vov vov.vn vov1 vov2 vov5 vtc vtv vtv.vn zing znews đcsvn""".split()
)
"""Known source tags before a lead, in lower case."""

LONG_SOURCE_TAGS = frozenset({"dân trí", "dan tri", "thanh niên", "tin tức", "vgp news", "vtc news", "tuổi trẻ", "báo tin tức"})
"""Known source tags of several words."""

PRINTED_AGENCIES = (
    "TTXVN",
    "Vietnam+",
    "VietnamPlus",
    "Reuters",
    "AFP",
    "AP",
    "Tân Hoa xã",
    "Xinhua",
    "Yonhap",
    "Kyodo",
    "Sputnik",
    "TASS",
    "RIA Novosti",
    "BNEWS",
    "VNA",
)
"""Agencies as credits print them."""
